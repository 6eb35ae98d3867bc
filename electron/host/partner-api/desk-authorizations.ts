/** Operations of desk.openapi.json about customers' authorizations, as types. */
import type { Ok } from '#host/partner-api/desk.ts'

export interface DeskAuthorization {
  customer_id?: string
  state?: string
  waits_for?: string
  letter_accepted?: boolean
  requested_by?: string
  requested_on?: string
  decided_by?: string
  decided_on?: string
  reason?: string
  updated_on?: string
}

export interface DeskAuthorizationOperations {
  ListDeskAuthorizations: {
    parameters: {
      query?: {
        customer_id?: string
        state?: 'REQUESTED' | 'GRANTED' | 'DECLINED' | 'REVOKED' | 'ENDED'
        offset?: number
        limit?: number
      }
    }
    responses: Ok<{ total_count?: number; authorizations?: DeskAuthorization[] }>
  }
  ShowDeskAuthorization: { parameters: { path: { customer_id: string } }; responses: Ok<DeskAuthorization> }
  RequestDeskAuthorization: {
    parameters: object
    requestBody: { content: { 'application/json': { customer_id: string; letter_accepted?: boolean } } }
    responses: Ok<DeskAuthorization>
  }
}
