/** Operations of desk.openapi.json as types, in the shape of wire.d.ts. A test proves that names and fields agree. */

import type { DeskApplicationOperations } from '#host/partner-api/desk-applications.ts'
import type { DeskAssociationOperations } from '#host/partner-api/desk-associations.ts'
import type { DeskAuthorizationOperations } from '#host/partner-api/desk-authorizations.ts'
import type { DeskCaseOperations } from '#host/partner-api/desk-cases.ts'
import type { DeskCustomerOperations } from '#host/partner-api/desk-customers.ts'
import type { DeskGrowthOperations } from '#host/partner-api/desk-growth.ts'
import type { DeskOrderOperations } from '#host/partner-api/desk-orders.ts'
import type { DeskPaymentOperations } from '#host/partner-api/desk-payments.ts'

export interface Ok<T> {
  200: { content: { 'application/json': T } }
}

export interface DeskMember {
  account_name?: string
  name?: string
  telephone?: string
  email?: string
  roles?: string[]
  director_account_name?: string
  status?: string
  created_on?: string
}

export interface OwnDeskMember {
  account_name?: string
  name?: string
  partner_id?: string
  partner_name?: string
  roles?: string[]
  permission_items?: string[]
  identity_kinds?: string[]
  code_verification?: boolean
  partner_frozen?: boolean
}

export interface DeskAccountManager {
  account_name?: string
  name?: string
  director_account_name?: string
  customer_count?: number
  resale_customer_count?: number
}

export interface SentDeskCode {
  sent_to?: string
  expires_on?: string
}

export interface ConfirmedDeskCode {
  confirmed_until?: string
}

export interface DeskIncentivePlan {
  plan_code?: string
  plan_name?: string
  association_type?: string
  incentive_policy?: string
  rate?: string
}

export interface DeskIncentiveBill {
  bill_id?: string
  period?: string
  plan_code?: string
  plan_name?: string
  association_type?: string
  total_amount?: number
  payable_amount?: number
  frozen_amount?: number
  frozen_reason?: string
  status?: string
  announce_end?: string
  detail_count?: number
  feedback?: string
  tax_rate?: string
  updated_on?: string
}

export interface DeskIncentiveDetail {
  data_id?: string
  bill_id?: string
  period?: string
  performance_period?: string
  plan_code?: string
  customer_id?: string
  account_manager?: string
  trade_id?: string
  trade_time?: string
  service_type_code?: string
  association_type?: string
  charging_mode?: number
  bill_detail_type?: number
  payment_amount?: number
  coupon_amount?: number
  stored_value_card_amount?: number
  base_amount?: number
  rate?: string
  incentive_amount?: number
  status?: string
  frozen_reason?: string
  performance_account?: string
  dealer_status?: string
  in_plan?: boolean
}

interface PeriodPage {
  period: string
  offset?: number
  limit?: number
}

export interface DeskOperations
  extends DeskApplicationOperations,
    DeskAssociationOperations,
    DeskGrowthOperations,
    DeskAuthorizationOperations,
    DeskCaseOperations,
    DeskCustomerOperations,
    DeskOrderOperations,
    DeskPaymentOperations {
  ListDeskMembers: {
    parameters: {
      query?: { account_name?: string; status?: 'ACTIVE' | 'DISABLED' | 'INVITED'; offset?: number; limit?: number }
    }
    responses: Ok<{ total_count?: number; members?: DeskMember[] }>
  }
  ShowDeskMember: { parameters: object; responses: Ok<OwnDeskMember> }
  ListDeskAccountManagers: {
    parameters: { query?: { director_account_name?: string; offset?: number; limit?: number } }
    responses: Ok<{ total_count?: number; account_managers?: DeskAccountManager[] }>
  }
  SendDeskCode: { parameters: object; responses: Ok<SentDeskCode> }
  ConfirmDeskCode: {
    parameters: object
    requestBody: { content: { 'application/json': { verification_code: string } } }
    responses: Ok<ConfirmedDeskCode>
  }
  ListDeskIncentivePlans: {
    parameters: { query: PeriodPage }
    responses: Ok<{ total_count?: number; plans?: DeskIncentivePlan[] }>
  }
  ListDeskIncentiveBills: {
    parameters: { query?: { period?: string; offset?: number; limit?: number } }
    responses: Ok<{ total_count?: number; bills?: DeskIncentiveBill[] }>
  }
  ListDeskIncentiveDetails: {
    parameters: { query: PeriodPage }
    responses: Ok<{ total_count?: number; details?: DeskIncentiveDetail[] }>
  }
  ConfirmDeskIncentiveBill: {
    parameters: object
    requestBody: { content: { 'application/json': { bill_id: string } } }
    responses: Ok<DeskIncentiveBill>
  }
  FeedBackDeskIncentiveBill: {
    parameters: object
    requestBody: { content: { 'application/json': { bill_id: string; text: string } } }
    responses: Ok<DeskIncentiveBill>
  }
}
