/** The one wrapper, over a real port with handlers of the test's own. */
import { MessageChannel } from 'node:worker_threads'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createHub } from '#host/connect/hub.ts'
import type { PagePort } from '#host/connect/parent.ts'
import { errorValues } from '#host/errors.ts'
import type { Log } from '#host/log/log.ts'
import { PartnerError } from '#host/partner-api/types.ts'
import { type Guard, type Handlers, serve } from '#host/serve.ts'
import { AppError } from '#shared/errors.ts'
import { type ClientPort, failed, ok, pageOf, type TestPage } from './support.ts'

// @ts-expect-error a call without a handler does not compile
const gap: Handlers['products'] = {}
// @ts-expect-error an answer that is not the contract's does not compile
const wrong: Handlers['products'] = { list: () => ({ serviceTypes: 'none', resourceTypes: [], asOf: null }) }

interface Line {
  level: string
  message: string
  facts: Readonly<Record<string, unknown>>
}

const pages: TestPage[] = []
afterEach(() => {
  for (const page of pages.splice(0)) page.close()
})

function served(handlers: { [Area in keyof Handlers]?: Partial<Handlers[Area]> }, guard: Partial<Guard> = {}) {
  const lines: Line[] = []
  const write =
    (level: string) =>
    (message: string, facts: Readonly<Record<string, unknown>> = {}) =>
      void lines.push({ level, message, facts })
  const log: Log = {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    close: () => {},
  }
  const hub = createHub()
  const all = {
    ...handlers,
    system: {
      events: (_input: object, { signal }: { signal: AbortSignal }) => hub.subscribe(signal),
      ...handlers.system,
    },
  }
  const { connect } = serve({
    handlers: all as unknown as Handlers,
    guard: { permit: () => {}, requireNetwork: () => {}, ...guard },
    log,
    toError: errorValues(log),
  })
  const page = (): TestPage => {
    const { port1, port2 } = new MessageChannel()
    connect(port2 as unknown as PagePort)
    const made = pageOf(port1 as unknown as ClientPort)
    pages.push(made)
    return made
  }
  return { page, hub, lines }
}

const products = { serviceTypes: [], resourceTypes: [], asOf: 1 }

describe('the wrapper', () => {
  test('the right is asked before the input is read; a call that needs none is not asked', async () => {
    const asked: string[] = []
    const { page } = served(
      { products: { list: () => products }, system: { listJobs: () => ({ jobs: [] }) } },
      {
        permit: (needs, call) => {
          asked.push(`${call} ${needs}`)
          throw new AppError('forbidden', { detail: { needs } })
        },
      },
    )
    const { client } = page()
    expect(failed(await client.products.list('no object' as never))).toMatchObject({
      code: 'forbidden',
      detail: { needs: 'product.read' },
    })
    ok(await client.system.listJobs({}))
    expect(asked).toEqual(['products.list product.read'])
  })

  test('an online call is refused while there surely is no network', async () => {
    const requireNetwork = vi.fn(() => {
      throw new AppError('offline')
    })
    const { page } = served({ system: { openOutside: () => ({ opened: true }) } }, { requireNetwork })
    expect(failed(await page().client.system.openOutside({ link: 'portal-home' })).code).toBe('offline')
  })

  test('what the vendor said crosses whole; an unknown fault crosses as a reference and nothing else', async () => {
    const vendor = {
      operationId: 'ListSubCustomers',
      http: 403,
      code: 'CBC.0151',
      message: 'no right',
      requestId: 'r-1',
    }
    const { page, lines } = served({
      sync: {
        history: () => {
          throw new PartnerError('refused', {
            code: 'permission-missing',
            safe: 'nothing-changed',
            retry: 'after-fix',
            vendor,
            ref: '',
          })
        },
        pause: () => {
          throw new Error('SELECT secret FROM somewhere')
        },
      },
    })
    const { client } = page()
    expect(failed(await client.sync.history({ limit: 1 }))).toMatchObject({ code: 'permission-missing', vendor })
    const unknown = failed(await client.sync.pause({}))
    expect(unknown).toEqual({
      code: 'internal',
      safe: 'unknown',
      retry: 'no',
      ref: expect.stringMatching(/^[0-9a-f]{10}$/),
    })
    const line = lines.find(({ facts }) => facts['ref'] === unknown.ref)
    expect(line).toMatchObject({ level: 'error', facts: { call: 'sync.pause', cause: expect.any(Error) } })
  })

  test('an answer that breaks the contract never reaches the page', async () => {
    const { page } = served({ products: { list: () => ({ ...products, asOf: 'yesterday' }) as never } })
    expect(failed(await page().client.products.list({})).code).toBe('internal')
  })

  test('fields that the contract does not name are cut off', async () => {
    const { page } = served({ products: { list: () => ({ ...products, secret: 'x' }) } })
    expect(ok(await page().client.products.list({}))).toEqual(products)
  })

  test('a slow call is logged by its name', async () => {
    const { page, lines } = served({
      products: { list: () => new Promise((done) => setTimeout(() => done(products), 70)) },
    })
    ok(await page().client.products.list({}))
    expect(lines).toContainEqual({
      level: 'info',
      message: 'slow call',
      facts: { call: 'products.list', ms: expect.any(Number) },
    })
  })

  test('a page that goes away ends its calls and its events', async () => {
    const signals: AbortSignal[] = []
    const { page, hub } = served({
      products: {
        list: (_input, { signal }) => {
          signals.push(signal)
          return new Promise(() => {})
        },
      },
    })
    const gone = page()
    const stays = page()
    void gone.client.products.list({}).catch(() => {})
    await vi.waitUntil(() => hub.subscribers === 2 && signals.length === 1)
    gone.close()
    await vi.waitUntil(() => hub.subscribers === 1)
    expect(signals[0]?.aborted).toBe(true)
    hub.publish({ kind: 'preferences' })
    await stays.event((event) => event.kind === 'preferences')
    expect([gap, wrong]).toHaveLength(2)
  })
})
