/**
 * `npm run smoke -- --out DIR [--size s|m|l]`: a fresh profile in real Electron. First sync to the end, every page
 * opened with a picture, then the network cut and the customer pages opened again. Writes DIR/summary.json; exit code 1
 * on any error.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { startPartnerApi } from '#test/partner-api/server.ts'
import { goTo, launch } from '#test/support/workstation.ts'

const { values } = parseArgs({ options: { out: { type: 'string' }, size: { type: 'string', default: 'm' } } })
if (!values.out) throw new Error('--out DIR is needed')
const out = resolve(values.out)
mkdirSync(out, { recursive: true })

/** Resident memory of a process and all below it, megabytes (Linux; elsewhere what Electron itself counts is used). */
function memoryOf(root: number): number {
  const parents = new Map<number, number>()
  const memory = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const [, parent] = /^\S+ .*\) \S (\d+)/.exec(stat) ?? []
      parents.set(Number(name), Number(parent))
      const pss = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${name}/smaps_rollup`, 'utf8'))?.[1]
      memory.set(Number(name), Number(pss ?? 0) / 1024)
    } catch {
      // A process that has just ended.
    }
  }
  const below = (id: number): boolean => {
    for (let at: number | undefined = id; at; at = parents.get(at)) if (at === root) return true
    return false
  }
  return [...memory].reduce((sum, [id, megabytes]) => sum + (below(id) ? megabytes : 0), 0)
}

interface PageResult {
  name: string
  ok: boolean
  offline: boolean
  ms: number
  consoleErrors: string[]
  problem: string | null
}

const errors: string[] = []
const pages: PageResult[] = []
/** Every page that needs no more than its address. */
const addresses = [
  'orders',
  'orders/payments',
  'due',
  'quotes',
  'authorizations',
  'associations',
  'creations',
  'growth',
  'incentives/books',
  'incentives/import',
  'coupons',
  'coupons/issued',
  'coupons/records',
  'coupons/issue',
  'funds',
  'outbox',
  'incentives',
  'applications',
  'cases',
  'documents',
  'organization',
  'products',
  'sync',
  'workspaces',
  'settings',
]

const api = await startPartnerApi({ size: values.size as 's' | 'm' | 'l', limits: 'off' })
const { accessKey: ak, secretKey: sk } = api.credentials.administrator
const began = performance.now()
const station = await launch({ paced: true, demo: { endpoint: api.url, ak, sk, name: '演示工作区' } })
const { page, app } = station
const root = app.process().pid ?? 0
let peak = 0
const watch = setInterval(() => {
  if (process.platform === 'linux') peak = Math.max(peak, memoryOf(root))
}, 500)

/** A page is there when its heading is, nothing loads any more, and no error screen took its place. */
async function settled(target: Page): Promise<void> {
  await target.waitForSelector('main h1', { timeout: 30_000 })
  await target.waitForFunction(
    () => !document.querySelector('main [aria-busy="true"], main .ant-spin-spinning, main .ant-skeleton-active'),
    undefined,
    { timeout: 30_000 },
  )
}

async function open(name: string, address: string, offline: boolean, ready?: string): Promise<void> {
  const before = station.consoleErrors.length
  const start = performance.now()
  let problem: string | null = null
  try {
    await goTo(page, address)
    if (ready) await page.waitForSelector(ready, { timeout: 30_000 })
    await settled(page)
    if (await page.$('[data-page-fault]')) problem = 'the page shows a fault'
  } catch (cause) {
    problem = String(cause).split('\n')[0] ?? 'failed'
  }
  const ms = Math.round(performance.now() - start)
  await page.screenshot({ path: join(out, `${offline ? 'offline-' : ''}${name}.png`) })
  const consoleErrors = station.consoleErrors.slice(before)
  pages.push({ name, ok: problem === null && consoleErrors.length === 0, offline, ms, consoleErrors, problem })
}

let sync = { done: 0, bytes: 0, ms: 0 }
try {
  // Customers are there long before the last record of the first sync is.
  await goTo(page, '/customers')
  await page.waitForSelector('[role="row"][aria-rowindex="2"]', { timeout: 600_000 })
  await page.waitForSelector('[data-sync-state="done"]', { timeout: 600_000 })
  sync = { ...sync, ms: Math.round(performance.now() - began) }

  await open('home', '/', false)
  await open('customers', '/customers', false, '[role="row"][aria-rowindex="2"]')
  const first = api.state.prepare('SELECT customer_id FROM customers ORDER BY id LIMIT 1').pluck().get() as string
  await open('customer', `/customers/${first}`, false)
  for (const address of addresses) await open(address.replace('/', '-'), `/${address}`, false)
  await goTo(page, '/sync')
  await page.waitForSelector('[data-rows]')
  sync.done = await page.$$eval('[data-rows]', (cells) =>
    cells.reduce((sum, cell) => sum + Number(cell.getAttribute('data-rows')), 0),
  )
  sync.bytes = Number(await page.getAttribute('[data-bytes]', 'data-bytes'))

  // The plug is pulled: what is here must work without it.
  await api.close()
  await open('customers', '/customers', true, '[role="row"][aria-rowindex="2"]')
  await open('customer', `/customers/${first}`, true)
  for (const address of addresses) await open(address.replace('/', '-'), `/${address}`, true)
} catch (cause) {
  errors.push(String(cause))
  await page.screenshot({ path: join(out, 'failed.png') }).catch(() => {})
}
clearInterval(watch)
const versions = await app.evaluate(({ app: program }) => ({
  program: program.getVersion(),
  electron: process.versions['electron'],
  chromium: process.versions['chrome'],
  node: process.versions.node,
}))
await station.close()

const summary = {
  version: versions.program,
  runtime: {
    electron: versions.electron,
    chromium: versions.chromium,
    node: versions.node,
    hostNode: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
  },
  size: values.size,
  coldStartMs: station.phases.get('frame') ?? null,
  firstRowsMs: station.phases.get('rows') ?? null,
  phases: Object.fromEntries(station.phases),
  sync: {
    rows: sync.done,
    bytes: sync.bytes,
    ms: sync.ms,
    rowsPerSecond: sync.ms ? Math.round((sync.done * 1000) / sync.ms) : 0,
  },
  peakMemoryMB: Math.round(peak),
  pages,
  errors,
}
writeFileSync(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
process.stdout.write(
  `${JSON.stringify({ ...summary, pages: pages.map(({ name, offline, ok, ms }) => `${offline ? 'offline ' : ''}${name} ${ok ? 'ok' : 'FAILED'} ${ms} ms`) }, null, 2)}\n`,
)
process.exit(errors.length === 0 && pages.every(({ ok }) => ok) ? 0 : 1)
