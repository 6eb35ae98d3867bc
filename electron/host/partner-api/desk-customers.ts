/** The desk's operations on customers: account managers, freezing. */
import type { Ok } from '#host/partner-api/desk.ts'

export interface DeskCustomerManager {
  customer_id?: string
  account_name?: string
}

export interface DeskCustomerFreeze {
  customer_id?: string
  is_frozen?: number
}

interface Asked<T> {
  content: { 'application/json': T }
}

export interface DeskCustomerOperations {
  AssignDeskAccountManager: {
    parameters: object
    requestBody: Asked<{ customer_id: string; account_name: string }>
    responses: Ok<DeskCustomerManager>
  }
  TakeBackDeskCustomer: {
    parameters: object
    requestBody: Asked<{ customer_id: string }>
    responses: Ok<DeskCustomerManager>
  }
  FreezeDeskCustomer: {
    parameters: object
    requestBody: Asked<{ customer_id: string; scope: 'ACCOUNT' | 'ACCOUNT_AND_RESOURCES'; reason: string }>
    responses: Ok<DeskCustomerFreeze>
  }
  UnfreezeDeskCustomer: {
    parameters: object
    requestBody: Asked<{ customer_id: string; reason: string }>
    responses: Ok<DeskCustomerFreeze>
  }
}
