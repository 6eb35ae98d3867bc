/** Operations of desk.openapi.json about marketplace goods to be shared, as types. */
import type { Ok } from '#host/partner-api/desk.ts'

export interface DeskMarketplaceShare {
  share_id?: string
  kind?: string
  name?: string
  seller?: string
  price?: number
  share_rate?: string
  link?: string
  valid_until?: string
  updated_on?: string
}

export interface DeskMarketplacePlan {
  plan_code?: string
  joined?: boolean
  distributor_joined?: boolean
  distributor_business_info?: boolean
}

export interface DeskGrowthOperations {
  ListDeskMarketplaceShares: {
    parameters: { query?: { offset?: number; limit?: number } }
    responses: Ok<{ total_count?: number; shares?: DeskMarketplaceShare[] }>
  }
  ShowDeskMarketplacePlan: { parameters: object; responses: Ok<DeskMarketplacePlan> }
}
