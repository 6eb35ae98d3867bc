/** Operations of desk.openapi.json about orders that customers ask the partner to pay, as types. */
import type { Ok } from '#host/partner-api/desk.ts'

export interface DeskPartnerPayment {
  order_id?: string
  customer_id?: string
  service_type_code?: string
  service_type_name?: string
  amount?: number
  state?: string
  requested_on?: string
  expires_on?: string
  reason?: string
  decided_by?: string
  decided_on?: string
}

export interface DeskPaymentOperations {
  ListDeskPartnerPayments: {
    parameters: { query?: { offset?: number; limit?: number } }
    responses: Ok<{ total_count?: number; payments?: DeskPartnerPayment[] }>
  }
  ShowDeskPartnerPayment: { parameters: { path: { order_id: string } }; responses: Ok<DeskPartnerPayment> }
  PayDeskPartnerPayment: {
    parameters: object
    requestBody: { content: { 'application/json': { order_id: string; amount: number } } }
    responses: Ok<DeskPartnerPayment>
  }
  RejectDeskPartnerPayment: {
    parameters: object
    requestBody: { content: { 'application/json': { order_id: string; reason: string } } }
    responses: Ok<DeskPartnerPayment>
  }
}
