import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import desk from '#shared/partner-api/desk.openapi.json' with { type: 'json' }
import { catalogText } from './catalog-text.ts'

const root = new URL('../../../', import.meta.url)

it('the table of operations and codes equals the catalogs', async () => {
  await expect(catalogText()).toMatchFileSnapshot('../../../electron/host/partner-api/catalog.ts')
})

it('the types of the desk API name its operations and fields', () => {
  const source = globSync('electron/host/partner-api/desk*.ts', { cwd: root })
    .map((file) => readFileSync(new URL(file, root), 'utf8'))
    .join('\n')
  const typeOf = {
    DeskMember: 'DeskMember',
    ShowDeskMemberResponse: 'OwnDeskMember',
    DeskAccountManager: 'DeskAccountManager',
    DeskIncentivePlan: 'DeskIncentivePlan',
    DeskIncentiveBill: 'DeskIncentiveBill',
    DeskIncentiveDetail: 'DeskIncentiveDetail',
    SendDeskCodeResponse: 'SentDeskCode',
    ConfirmDeskCodeResponse: 'ConfirmedDeskCode',
    DeskAuthorization: 'DeskAuthorization',
    DeskMarketplaceShare: 'DeskMarketplaceShare',
    DeskMarketplacePlan: 'DeskMarketplacePlan',
    DeskPayoutBill: 'DeskPayoutBill',
    DeskPayoutStep: 'DeskPayoutStep',
    DeskPayoutApplication: 'DeskPayoutApplication',
    DeskInvoiceListLine: 'DeskInvoiceListLine',
    DeskInvoiceDebt: 'DeskInvoiceDebt',
    DeskBusinessInfo: 'DeskBusinessInfo',
    DeskIncentiveCase: 'DeskIncentiveCase',
    DeskAssociationRequest: 'DeskAssociationRequest',
    DeskCheckItem: 'DeskCheckItem',
    DeskCustomerManager: 'DeskCustomerManager',
    DeskCustomerFreeze: 'DeskCustomerFreeze',
    DeskPlacedOrder: 'DeskPlacedOrder',
    DeskPartnerPayment: 'DeskPartnerPayment',
  }
  for (const [schema, type] of Object.entries(typeOf)) {
    const { properties } = desk.components.schemas[schema as keyof typeof typeOf]
    const body = new RegExp(`interface ${type} \\{([^}]*)\\}`).exec(source)?.[1] ?? ''
    expect([...body.matchAll(/^ {2}(\w+)\?:/gm)].map((match) => match[1])).toEqual(Object.keys(properties))
  }
  const named = Object.values(desk.paths).flatMap((path) =>
    Object.values(path).map((operation) => operation.operationId),
  )
  expect([...source.matchAll(/^ {2}([A-Z]\w+): \{/gm)].map((match) => match[1]).sort()).toEqual([...named].sort())
})
