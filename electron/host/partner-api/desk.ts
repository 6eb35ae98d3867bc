/** Operations of desk.openapi.json as types, in the shape of wire.d.ts. A test proves that names and fields agree. */
interface Ok<T> {
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

export interface DeskOperations {
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
}
