/** A customer as the partner's list tells it this moment: for checks before sending and for reading back. */
import { readable, rowsIn } from '#host/outbox/reading.ts'
import type { Desk } from '#host/outbox/types.ts'
import { mapCustomer } from './wire.ts'

export interface LiveCustomer {
  readonly customerId: string
  readonly accountName: string
  readonly associationType: string | null
  readonly frozen: string | null
  /** Account name; null = nobody's. */
  readonly manager: string | null
  readonly xaccountId: string | null
}

type Asked = { readonly customer_id?: string; readonly account_name?: string }

/** At most a hundred, newest first: by id the one, by account name those of whose name it is a part. Throws PartnerError. */
async function liveCustomers(desk: Pick<Desk, 'call'>, asked: Asked): Promise<LiveCustomer[]> {
  const { body } = await desk.call('ListSubCustomers', { body: { ...asked, offset: 0, limit: 100 } })
  return readable('ListSubCustomers', () =>
    rowsIn('ListSubCustomers', body, 'customer_infos').map((row) => {
      const mapped = mapCustomer(row)
      if (!mapped.ok) throw new Error(mapped.reason)
      const [customerId, , accountName, associationType] = mapped.values as (string | null)[]
      const [frozen, manager] = mapped.values.slice(11, 13) as (string | null)[]
      return {
        customerId: customerId ?? '',
        accountName: accountName ?? '',
        associationType: associationType ?? null,
        frozen: frozen ?? null,
        manager: manager ?? null,
        xaccountId: (mapped.values[15] as string | null) ?? null,
      }
    }),
  )
}

/** The newest hundred, of those whose account name has this part; empty = of all. Throws PartnerError. */
export const newestCustomers = (desk: Pick<Desk, 'call'>, accountName: string): Promise<LiveCustomer[]> =>
  liveCustomers(desk, accountName === '' ? {} : { account_name: accountName })

/** Null where it is not linked, or not told to this credential. Throws PartnerError. */
export async function liveCustomer(desk: Pick<Desk, 'call'>, customerId: string): Promise<LiveCustomer | null> {
  const rows = await liveCustomers(desk, { customer_id: customerId })
  return rows.find((row) => row.customerId === customerId) ?? null
}
