// Sharing marketplace goods through the whole host: what is told, the link to the character, the log, the network gone.
import { create } from 'qrcode'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { failed, newDataDir, ok, openAs, removeDataDir, startHost, synced, type TestHost } from '../../host/support.ts'
import { callAs } from '../../partner-api/call.ts'
import { type PartnerApi, startPartnerApi } from '../../partner-api/server.ts'

let api: PartnerApi
let page: TestHost
let dataDir: string
const clock = { ahead: 0 }
let links: Map<string, string>

beforeAll(async () => {
  dataDir = newDataDir()
  api = await startPartnerApi({ size: 's', limits: 'off' })
  const { shares } = (await callAs(api, 'administrator', 'ListDeskMarketplaceShares', { query: { limit: 100 } }))
    .body as {
    shares: { share_id: string; link: string }[]
  }
  links = new Map(shares.map(({ share_id: id, link }) => [id, link]))
  page = await startHost({ dataDir, now: () => Date.now() + clock.ahead })
  await openAs(page, api, 'administrator')
  await synced(page)
})
afterAll(async () => {
  await page?.stop()
  await api?.close()
  removeDataDir(dataDir)
})

const shares = async () => ok(await page.client.growth.shares({}))
/** The squares of a path as `qrPath` writes it, without its quiet zone of two. */
const squares = (path: string): Set<string> => {
  const dark = new Set<string>()
  for (const [, x = '', y = '', run = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let at = 0; at < Number(run); at += 1) dark.add(`${Number(x) - 2 + at} ${Number(y) - 2}`)
  return dark
}

it('R-GROW-23 R-GROW-25 goods with their share, offers with price and end, all with their age', async () => {
  const { rows, roles, asOf } = await shares()
  expect(rows).toHaveLength(links.size)
  expect(asOf).not.toBeNull()
  expect(roles?.map(({ kind, may }) => [kind, may])).toEqual([
    ['SOLUTION_PROVIDER', true],
    ['CLOUD_RESELLER', false],
  ])
  expect(rows.filter(({ kind }) => kind === 'GOODS').every(({ shareRate }) => shareRate !== null)).toBe(true)
  expect(rows.filter(({ kind }) => kind !== 'GOODS').every(({ price }) => Number.isSafeInteger(price))).toBe(true)
  expect(rows.find(({ shareId }) => shareId === 'mkt00001')?.refusal).toBe('expired')
})

it('R-GROW-24 link and code carry the partner’s parameter to the character, also without a network', async () => {
  await api.close()
  const row = (await shares()).rows.find(({ kind, refusal }) => kind === 'OFFER' && refusal === null)
  const shareId = row?.shareId ?? ''
  const { link, qr } = ok(await page.client.growth.share({ shareId, how: 'qr', note: '展会' }))
  expect(link).toBe(links.get(shareId))
  expect(link).toContain('fromacct=')
  const { modules } = create(link, { errorCorrectionLevel: 'M' })
  const dark = squares(qr.path)
  for (let y = 0; y < modules.size; y += 1)
    for (let x = 0; x < modules.size; x += 1) expect(dark.has(`${x} ${y}`)).toBe(modules.get(y, x) === 1)
  expect(ok(await page.client.growth.log({})).rows).toMatchObject([
    { shareId, how: 'qr', note: '展会', author: 'hzyd_admin' },
  ])
  // Its end comes while nobody can be asked.
  clock.ahead = (row?.validUntil ?? 0) - Date.now() + 1_000
  expect(failed(await page.client.growth.share({ shareId, how: 'link', note: '' }))).toMatchObject({
    code: 'conflict',
    detail: { reason: 'expired' },
  })
  expect(ok(await page.client.growth.log({})).rows).toHaveLength(1)
})
