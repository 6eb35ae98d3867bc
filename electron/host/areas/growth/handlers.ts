/** Sharing marketplace goods: rows with what forbids it, the link with its QR code, the log. */
import { append } from '#host/audit/audit.ts'
import { qrPath } from '#host/qr.ts'
import type { Handlers } from '#host/serve.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import type { ShareLogRow, ShareRow } from '#shared/contract/growth.ts'
import { AppError } from '#shared/errors.ts'
import { refuseSharing, type SharingRole, sharingRoles } from '#shared/rules/growth.ts'

interface Stored {
  share_id: string
  kind: string
  name: string
  seller: string | null
  price: number | null
  share_rate: number | null
  link: string | null
  valid_until: number | null
  updated_at: number | null
}

const columns = 'share_id, kind, name, seller, price, share_rate, link, valid_until, updated_at'
const clip = (text: string, length: number): string => text.slice(0, length).toWellFormed()

/** Null where the plan was never told. */
function rolesOf({ cache, person }: Opened): SharingRole[] | null {
  const plan = kept<{ joined: number; distributor_joined: number | null; distributor_business_info: number | null }>(
    cache,
    'SELECT joined, distributor_joined, distributor_business_info FROM marketplace_plan WHERE gone_at IS NULL LIMIT 1',
  ).get()
  if (!plan) return null
  const flag = (value: number | null): boolean | null => (value === null ? null : value === 1)
  return sharingRoles(person().identity.partnerKinds, {
    joined: plan.joined === 1,
    distributorJoined: flag(plan.distributor_joined),
    distributorBusinessInfo: flag(plan.distributor_business_info),
  })
}

const sharedAt = (local: Db): Map<string, number> =>
  new Map(
    kept<{ share_id: string; at: number }>(local, 'SELECT share_id, max(at) AS at FROM share_log GROUP BY share_id')
      .all()
      .map(({ share_id: shareId, at }) => [shareId, at]),
  )

export interface GrowthParts {
  current(): Opened
  readonly now: () => number
  tellTables(tables: string[]): void
}

export const growthHandlers = ({ current, now, tellTables }: GrowthParts): Handlers['growth'] => ({
  shares: () => {
    const opened = current()
    const roles = rolesOf(opened)
    const last = sharedAt(opened.local)
    const at = now()
    const rows = kept<Stored>(
      opened.cache,
      `SELECT ${columns} FROM marketplace_shares WHERE gone_at IS NULL ORDER BY kind, name, share_id LIMIT 2000`,
    )
      .all()
      .map(
        (row): ShareRow => ({
          shareId: row.share_id,
          kind: clip(row.kind, 64),
          name: clip(row.name, 256),
          seller: row.seller === null ? null : clip(row.seller, 256),
          price: row.price,
          shareRate: row.share_rate,
          validUntil: row.valid_until,
          updatedAt: row.updated_at,
          refusal: refuseSharing({ link: row.link, validUntil: row.valid_until }, roles, at),
          sharedAt: last.get(row.share_id) ?? null,
        }),
      )
    return {
      rows,
      roles: roles?.map((role) => ({ ...role, needs: [...role.needs] })) ?? null,
      asOf: opened.asOf('marketplace-shares'),
    }
  },
  share: ({ shareId, how, note }) => {
    const opened = current()
    const row = kept<Stored>(
      opened.cache,
      `SELECT ${columns} FROM marketplace_shares WHERE share_id = ? AND gone_at IS NULL`,
    ).get(shareId)
    if (!row) throw new AppError('not-found', { field: 'shareId' })
    const reason = refuseSharing({ link: row.link, validUntil: row.valid_until }, rolesOf(opened), now())
    if (reason !== null || row.link === null)
      throw new AppError('conflict', { retry: 'after-fix', detail: { reason: reason ?? 'no-link' } })
    const { link } = row
    const qr = qrPath(link)
    opened.local
      .transaction(() => {
        kept(
          opened.local,
          'INSERT INTO share_log (share_id, name, how, note, author, at) VALUES (?, ?, ?, ?, ?, ?)',
        ).run(shareId, clip(row.name, 256), how, note, opened.person().identity.accountName, now())
        append(opened.local, opened.entry('growth.share', `share:${shareId}`, { how, note }))
      })
      .immediate()
    tellTables(['share_log'])
    return { link, qr, validUntil: row.valid_until }
  },
  log: () => ({
    rows: kept<ShareLogRow>(
      current().local,
      'SELECT share_id AS shareId, name, how, note, author, at FROM share_log ORDER BY at DESC, id DESC LIMIT 200',
    ).all(),
  }),
})
