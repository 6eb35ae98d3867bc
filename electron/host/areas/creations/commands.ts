/**
 * Creation of a customer as a command. The partner's own id of the user is its key: a second creation answers
 * CBC.99000039, which is this one done. The account is made at once, the link follows (CBC.99000050 says so).
 */
import { newestCustomers } from '#host/areas/customers/queries.ts'
import { readable } from '#host/outbox/reading.ts'
import { command, type Desk, type Effect } from '#host/outbox/types.ts'
import { PartnerError } from '#host/partner-api/types.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { text, type WireRow } from '#host/sync/wire.ts'
import { CreateCustomer } from '#shared/contract/creations.ts'
import { nameTaken, refuseCreation } from '#shared/rules/creations.ts'

const EXPIRES_MS = 14 * 24 * 3600_000
/** The account is there; whether it is linked the customer list will tell. */
const ID_TAKEN = 'CBC.99000039'
const MADE_ALREADY: ReadonlySet<string> = new Set([ID_TAKEN, 'CBC.99000050'])

const used = (cache: Db, xaccountId: string): boolean =>
  kept(cache, 'SELECT 1 FROM customers WHERE xaccount_id = ? LIMIT 1').get(xaccountId) !== undefined

/** Throws PartnerError. */
export async function nameAvailable(desk: Pick<Desk, 'call'>, accountName: string): Promise<boolean> {
  const { body } = await desk.call('CheckUserIdentity', {
    body: { search_type: 'name', search_value: accountName },
  })
  return (
    readable('CheckUserIdentity', () => text((body as WireRow | undefined)?.check_result, 'check_result')) ===
    'available'
  )
}

async function find({ accountName, xaccountId }: CreateCustomer, desk: Desk): Promise<Effect | null> {
  const rows = await newestCustomers(desk, accountName)
  const found = rows.find((row) => row.xaccountId === xaccountId)
  return found ? { effectId: found.customerId, result: { accountName: found.accountName } } : null
}

const create = command<CreateCustomer>({
  name: 'creations.create',
  version: 1,
  read: (version, payload) => (version === 1 ? (CreateCustomer.safeParse(payload).data ?? null) : null),
  target: ({ xaccountId }) => `xaccount:${xaccountId}`,
  twin: ({ xaccountId }) => `creations.create ${xaccountId}`,
  customerId: () => null,
  amount: () => null,
  refuse: (payload, cache) => refuseCreation(payload, cache !== null && used(cache, payload.xaccountId)),
  recheck: async ({ accountName }, _basis, desk) =>
    accountName === '' || (await nameAvailable(desk, accountName))
      ? { kind: 'same' }
      : { kind: 'refused', refusal: nameTaken },
  release: 'person',
  withoutCode: true,
  expiresMs: EXPIRES_MS,
  send: async ({ accountName, xaccountId, xaccountType, cooperation }, desk) => {
    try {
      const { body } = await desk.call('CreateSubCustomer', {
        body: {
          ...(accountName === '' ? {} : { domain_name: accountName }),
          xaccount_id: xaccountId,
          xaccount_type: xaccountType,
          ...(cooperation === 'consultative' ? { cooperation_type: '1' } : {}),
        },
      })
      return readable('CreateSubCustomer', () => ({
        effectId: text((body as WireRow | undefined)?.domain_id, 'domain_id'),
        result: { accountName: text((body as WireRow | undefined)?.domain_name, 'domain_name') },
      }))
    } catch (cause) {
      if (!(cause instanceof PartnerError)) throw cause
      const { vendor } = cause.value
      const code = vendor?.code ?? ''
      if (!MADE_ALREADY.has(code)) throw cause
      // With the name still free it is another account that has this id: a person typed it, and nothing was made.
      if (code === ID_TAKEN && accountName !== '' && (await nameAvailable(desk, accountName)))
        throw new PartnerError('refused', {
          code: 'refused',
          safe: 'nothing-changed',
          retry: 'after-fix',
          ...(vendor ? { vendor } : {}),
          ref: '',
        })
      return { effectId: null, result: { accountName, vendorCode: code } }
    }
  },
  repeat: { by: 'nature', find },
  refresh: ['customers'],
})

export const creationCommands = [create]
