/** The desk's operations on associations: what was asked, whether it may be, and the words themselves. */
import type { Ok } from '#host/partner-api/desk.ts'

export interface DeskAssociationRequest {
  request_id?: string
  customer_id?: string
  kind?: string
  asked_by?: string
  from_type?: string
  to_type?: string
  state?: string
  reason?: string
  requested_on?: string
  decided_on?: string
  expires_on?: string
}

export interface DeskCheckItem {
  item?: string
  passed?: boolean
  until?: string
}

interface Asked<T> {
  content: { 'application/json': T }
}

type ChangeKind = 'SWITCH' | 'DISSOCIATE'

export interface DeskAssociationOperations {
  ListDeskAssociationRequests: {
    parameters: { query?: { customer_id?: string; offset?: number; limit?: number } }
    responses: Ok<{ total_count?: number; requests?: DeskAssociationRequest[] }>
  }
  CheckDeskAssociationChange: {
    parameters: object
    requestBody: Asked<{ customer_id: string; kind: ChangeKind }>
    responses: Ok<{ items?: DeskCheckItem[] }>
  }
  RequestDeskAssociationChange: {
    parameters: object
    requestBody: Asked<{ customer_id: string; kind: ChangeKind; reason: string; understood: boolean }>
    responses: Ok<DeskAssociationRequest>
  }
  AnswerDeskAssociationRequest: {
    parameters: object
    requestBody: Asked<{ request_id: string; agree: boolean }>
    responses: Ok<DeskAssociationRequest>
  }
}
