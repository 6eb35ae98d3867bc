// The state machine of authorizations against the embedded partner API, the customer acting at any moment; the seed is printed.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onBehalf, recheckAuthorization } from '#host/areas/authorizations/gate.ts'
import type { Command } from '#host/outbox/types.ts'
import { createPartnerApi } from '#host/partner-api/client.ts'
import { type PartnerApi as Client, PartnerError } from '#host/partner-api/types.ts'
import {
  customerByAuthorization,
  declineAuthorization,
  grantAuthorization,
  revokeAuthorization,
} from '../../partner-api/customer-acts.ts'
import { type PartnerApi, startPartnerApi } from '../../partner-api/server.ts'

let api: PartnerApi
let client: Client

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  const { accessKey, secretKey } = api.credentials.administrator
  client = createPartnerApi({
    endpoint: api.url,
    credential: { kind: 'ak-sk', ak: accessKey, sk: secretKey },
    site: 'china',
    limitShare: null,
  })
})
afterAll(async () => {
  await client.close()
  await api.close()
})

interface Model {
  state: 'NONE' | 'REQUESTED' | 'GRANTED' | 'DECLINED' | 'REVOKED' | 'ENDED'
  letter: boolean
  resale: boolean
}

type Step = 'ask' | 'askWithLetter' | 'grant' | 'decline' | 'revoke' | 'toConsultative' | 'toResale' | 'act'
const steps: readonly Step[] = [
  'ask',
  'askWithLetter',
  'grant',
  'decline',
  'revoke',
  'toConsultative',
  'toResale',
  'act',
]

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'ok'
  } catch (cause) {
    if (!(cause instanceof PartnerError)) throw cause
    expect(cause.value.safe).toBe('nothing-changed')
    return cause.value.code === 'refused' ? (cause.value.vendor?.code ?? '') : cause.value.code
  }
}

/** What the customer does is refused by its account centre where the model says so. */
const allowed = (work: () => void): boolean => {
  try {
    work()
    return true
  } catch {
    return false
  }
}

async function take(step: Step, customerId: string, model: Model): Promise<void> {
  const asking = model.state !== 'REQUESTED' && model.state !== 'GRANTED'
  if (step === 'ask' || step === 'askWithLetter') {
    const letter = step === 'askWithLetter'
    const code = await codeOf(
      client.call('RequestDeskAuthorization', { body: { customer_id: customerId, letter_accepted: letter } }),
    )
    if (!model.resale) expect(code).toBe('CBC.99007004')
    else if (asking && !model.letter && !letter) expect(code).toBe('CBC.0100')
    else {
      expect(code).toBe('ok')
      if (asking) Object.assign(model, { state: 'REQUESTED', letter: true })
    }
  } else if (step === 'grant') {
    expect(allowed(() => grantAuthorization(api.state, customerId))).toBe(model.state === 'REQUESTED')
    if (model.state === 'REQUESTED') model.state = 'GRANTED'
  } else if (step === 'decline') {
    expect(allowed(() => declineAuthorization(api.state, customerId, 'no'))).toBe(model.state === 'REQUESTED')
    if (model.state === 'REQUESTED') model.state = 'DECLINED'
  } else if (step === 'revoke') {
    expect(allowed(() => revokeAuthorization(api.state, customerId, 'no'))).toBe(model.state === 'GRANTED')
    if (model.state === 'GRANTED') model.state = 'REVOKED'
  } else if (step === 'toConsultative' || step === 'toResale') {
    const type = step === 'toResale' ? '2' : '1'
    api.state.prepare('update customers set association_type = ? where customer_id = ?').run(type, customerId)
    model.resale = type === '2'
    if (!model.resale && !asking) model.state = 'ENDED'
  }
  // After every step: the live check and a call as the customer agree with the model.
  const refusal = await recheckAuthorization(client, customerId)
  expect([step, refusal === null]).toEqual([step, model.state === 'GRANTED'])
  const called = await codeOf(client.call('ShowCustomerAccountBalances', { actingFor: customerId }))
  expect([step, called]).toEqual([step, model.state === 'GRANTED' ? 'ok' : 'no-agency'])
}

it('R-AUTH-01 R-AUTH-06 whatever partner and customer do in turn, only a grant of now lets an act through', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...steps), { minLength: 1, maxLength: 14 }), async (taken) => {
      api.state
        .prepare(`update customers set association_type = '2' where linked = 1 and indirect_partner_id is null`)
        .run()
      api.state.prepare('delete from authorizations').run()
      const customerId = customerByAuthorization(api.state, 'NONE')
      const model: Model = { state: 'NONE', letter: false, resale: true }
      for (const step of taken) await take(step, customerId, model)
    }),
    { numRuns: 40, seed: Date.now(), verbose: true },
  )
})

it('R-AUTH-06 a grant taken back between the check and the call: the call has not happened', async () => {
  api.state.prepare('delete from authorizations').run()
  const customerId = customerByAuthorization(api.state, 'NONE')
  await client.call('RequestDeskAuthorization', { body: { customer_id: customerId, letter_accepted: true } })
  grantAuthorization(api.state, customerId)
  const declared: Command<string> = {
    name: 'test.act',
    version: 1,
    read: (_version, payload) => payload as string,
    target: (id) => id,
    twin: (id) => id,
    customerId: (id) => id,
    amount: () => null,
    refuse: () => null,
    recheck: async () => ({ kind: 'same' }),
    release: 'person',
    expiresMs: 1,
    send: async (id, desk) => {
      await desk.call('ShowCustomerAccountBalances', { actingFor: id })
      return { effectId: null, result: {} }
    },
    repeat: { by: 'key' },
    refresh: [],
  }
  const command = onBehalf({ ...declared, customerId: (id: string) => id }) as unknown as Command<string>
  const desk = { call: client.call.bind(client), vendorNow: Date.now }
  expect(command.onBehalf).toBe(true)
  expect(await command.recheck(customerId, null, desk)).toEqual({ kind: 'same' })
  await command.send(customerId, desk, 'ref')
  expect(await command.recheck(customerId, null, desk)).toEqual({ kind: 'same' })
  revokeAuthorization(api.state, customerId, 'meanwhile')
  expect(await codeOf(command.send(customerId, desk, 'ref'))).toBe('no-agency')
  expect(await command.recheck(customerId, null, desk)).toEqual({
    kind: 'refused',
    refusal: { rule: 'R-AUTH-01', reason: 'revoked' },
  })
})

it('R-AUTH-06 without a desk API the customer’s own token is the proof', async () => {
  api.state.prepare('delete from authorizations').run()
  const customerId = customerByAuthorization(api.state, 'NONE')
  await client.call('RequestDeskAuthorization', { body: { customer_id: customerId, letter_accepted: true } })
  const absent = {
    call: ((operationId, options) => {
      if (!operationId.includes('Desk')) return client.call(operationId, options)
      const vendor = { operationId, http: 404, code: 'APIG.0101', message: null, requestId: null }
      throw new PartnerError('refused', { code: 'refused', safe: 'nothing-changed', retry: 'no', vendor, ref: '' })
    }) as Client['call'],
  }
  expect(await recheckAuthorization(absent, customerId)).toEqual({ rule: 'R-AUTH-01', reason: 'no-agency' })
  grantAuthorization(api.state, customerId)
  expect(await recheckAuthorization(absent, customerId)).toBeNull()
})
