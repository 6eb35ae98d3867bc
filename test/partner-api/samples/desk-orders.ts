import { services, termPrice } from '#test/data/services.ts'
import { customerByAuthorization } from '../customer-acts.ts'
import type { Samples } from '../registry.ts'

const yuan = (micro: bigint): string => {
  const fen = String((micro + 5_000n) / 10_000n).padStart(3, '0')
  return `${fen.slice(0, -2)}.${fen.slice(-2)}`
}

export const deskOrderSamples: Samples = (state) => {
  const funded = state
    .prepare(
      `select c.customer_id from customers c join authorizations a using (customer_id)
       where a.state = 'GRANTED' and c.amount > 0 and c.indirect_partner_id is null order by c.id`,
    )
    .pluck()
    .get() as string
  const disk = services.find(({ code }) => code === 'hws.service.type.ebs')?.resources[0]
  const spec = disk?.specs[0]
  if (!disk || !spec) throw new Error('no disks')
  const product = {
    id: '1',
    charge_mode: '1',
    cloud_service_type: 'hws.service.type.ebs',
    resource_type: disk.code,
    resource_spec: spec.code,
    region: 'cn-north-4',
    resource_size: 100,
    size_measure_id: 17,
    period_type: 2,
    period_num: 3,
    subscription_num: 2,
  }
  const price = yuan(termPrice(spec, 2, 3) * 200n)
  const place = (change: object = {}, key = 'sample-1', as: 'administrator' | 'finance' = 'administrator') => ({
    operationId: 'PlaceDeskOrder',
    as,
    body: { client_key: key, customer_id: funded, expected_amount: price, product_infos: [product], ...change },
  })
  const wrong = (error: string, change: object) => ({ ...place(change, `wrong-${error}`), error })
  const marketplace = services.find(({ code }) => code === 'hws.service.type.marketplace')?.resources[0]
  return [
    place(),
    place({ expected_amount: '0.01' }),
    wrong('CBC.99003141', { expected_amount: '0.01' }),
    wrong('CBC.99003108', { discount_id: 'nothing' }),
    wrong('CBC.99000035', { customer_id: 'nobody' }),
    wrong('CBC.99007004', { customer_id: customerByAuthorization(state, 'REVOKED') }),
    wrong('CBC.99006006', { product_infos: [{ ...product, resource_spec: 'nothing' }] }),
    wrong('CBC.0100', { product_infos: [{ ...product, period_num: undefined }] }),
    {
      ...place(
        {
          expected_amount: '0.00',
          product_infos: [
            {
              id: 'm',
              charge_mode: '1',
              cloud_service_type: 'hws.service.type.marketplace',
              resource_type: marketplace?.code,
              resource_spec: marketplace?.specs[0]?.code,
              region: 'cn-north-4',
              period_type: 2,
              period_num: 1,
              subscription_num: 1,
            },
          ],
        },
        'wrong-marketplace',
      ),
      error: 'CBC.99007004',
    },
    { ...place({}, 'sample-2', 'finance'), error: 'CBC.0151' },
    { operationId: 'ListDeskPlacedOrders', as: 'administrator', query: { client_key: 'sample-1' } },
    { operationId: 'ListDeskPlacedOrders', as: 'rep', query: { limit: 100 } },
    { operationId: 'ListDeskPlacedOrders', as: 'limited', error: 'CBC.0151' },
  ]
}
