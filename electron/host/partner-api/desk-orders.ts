/** Operations of desk.openapi.json about orders that are placed on a customer's behalf, as types. */
import type { Ok } from '#host/partner-api/desk.ts'

export interface DeskPlacedOrder {
  order_id?: string
  client_key?: string
  customer_id?: string
  status?: number
  official_amount?: number
  amount_after_discount?: number
  discount_id?: string
  sub_order_ids?: string[]
  placed_by?: string
  placed_on?: string
  pending_payment_end_time?: string
}

interface DeskOrderProduct {
  id: string
  charge_mode: '1' | '3'
  cloud_service_type: string
  resource_type: string
  resource_spec: string
  region: string
  available_zone?: string
  resource_size?: number
  size_measure_id?: 15 | 17 | 14
  period_type?: 0 | 2 | 3 | 4
  period_num?: number
  subscription_num: number
}

export interface PlaceDeskOrderBody {
  client_key: string
  customer_id: string
  project_id?: string
  discount_id?: string
  expected_amount: string
  product_infos: DeskOrderProduct[]
}

export interface DeskOrderOperations {
  ListDeskPlacedOrders: {
    parameters: { query?: { client_key?: string; customer_id?: string; offset?: number; limit?: number } }
    responses: Ok<{ total_count?: number; orders?: DeskPlacedOrder[] }>
  }
  PlaceDeskOrder: {
    parameters: object
    requestBody: { content: { 'application/json': PlaceDeskOrderBody } }
    responses: Ok<DeskPlacedOrder>
  }
}
