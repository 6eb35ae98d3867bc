/** Cases of the vendor's other incentive and invoice processes in desk.openapi.json as types (see desk.ts). */
import type { Ok } from '#host/partner-api/desk.ts'

export interface DeskIncentiveCase {
  case_id?: string
  kind?: string
  title?: string
  period?: string
  customer_id?: string
  amount?: number
  status?: string
  status_on?: string
  reject_reason?: string
  deadline_on?: string
  contract_party?: string
  medium?: string
  invoice_kind?: string
  invoice_number?: string
  ticked?: boolean
  to_account?: string
  tag?: string
  created_on?: string
}

export interface DeskCaseOperations {
  ListDeskIncentiveCases: {
    parameters: { query?: { kind?: string; offset?: number; limit?: number } }
    responses: Ok<{ total_count?: number; cases?: DeskIncentiveCase[] }>
  }
}
