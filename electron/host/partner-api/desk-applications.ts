/** Payment applications, invoice lists and business information of desk.openapi.json as types (see desk.ts). */
import type { Ok } from './desk.ts'

export interface DeskPayoutBill {
  bill_id?: string
  period?: string
  plan_name?: string
  association_type?: string
  amount?: number
  tax_rate?: string
  tax_amount?: number
  total_amount?: number
}

export interface DeskPayoutStep {
  status?: string
  on?: string
  note?: string
}

export interface DeskPayoutApplication {
  application_number?: string
  request_id?: string
  payout_form?: string
  status?: string
  incentive_amount?: number
  tax_amount?: number
  total_amount?: number
  debt_offset_amount?: number
  invoice_amount?: number
  contract_party?: string
  invoice_address?: string
  reject_reason?: string
  automatic?: boolean
  created_on?: string
  updated_on?: string
  bills?: DeskPayoutBill[]
  steps?: DeskPayoutStep[]
}

export interface DeskInvoiceListLine {
  line_id?: string
  application_number?: string
  period?: string
  bill_id?: string
  plan_name?: string
  association_type?: string
  customer_id?: string
  amount?: number
  tax_rate?: string
  tax_amount?: number
  total_amount?: number
  contract_party?: string
  invoice_address?: string
}

export interface DeskInvoiceDebt {
  tax_rate?: string
  amount?: number
}

export interface DeskBusinessInfo {
  partner_id?: string
  supplier_name?: string
  status?: string
  bank_name?: string
  bank_account?: string
  tax_number?: string
  contract_party?: string
  invoice_address?: string
  auto_apply?: boolean
  auto_payout_form?: string
  invoice_debts?: DeskInvoiceDebt[]
}

export interface DeskApplicationOperations {
  ListDeskPayoutApplications: {
    parameters: {
      query?: { period?: string; application_number?: string; request_id?: string; offset?: number; limit?: number }
    }
    responses: Ok<{ total_count?: number; applications?: DeskPayoutApplication[] }>
  }
  ApplyDeskPayout: {
    parameters: object
    requestBody: {
      content: {
        'application/json': { request_id: string; payout_form: string; bills: { bill_id: string; amount: number }[] }
      }
    }
    responses: Ok<DeskPayoutApplication>
  }
  ListDeskInvoiceListLines: {
    parameters: { query: { period: string; offset?: number; limit?: number } }
    responses: Ok<{ total_count?: number; lines?: DeskInvoiceListLine[] }>
  }
  ShowDeskBusinessInfo: { parameters: object; responses: Ok<DeskBusinessInfo> }
  SetDeskAutoApply: {
    parameters: object
    requestBody: { content: { 'application/json': { enabled: boolean; payout_form?: string } } }
    responses: Ok<DeskBusinessInfo>
  }
}
