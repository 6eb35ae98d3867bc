// Coupon quotas 优惠券额度: the caller's own, and what a distributor gives to its resellers and takes back.
import { quotaLimits } from '#test/data/quotas.ts'
import { meaningOf } from '../catalog.ts'
import { type Context, type Operation, operation } from '../registry.ts'
import { moneyNumber, utcText } from '../wire.ts'
import { ownerOf, positiveFen } from './funds.ts'
import { Filter, withoutEmpty } from './query.ts'

/** A row of `coupon_quotas`, money in fen. */
export interface QuotaRow {
  readonly quota_id: string
  readonly owner_id: string
  readonly parent_quota_id: string | null
  readonly quota_type: number
  readonly create_time: string
  readonly last_update_time: string
  readonly quota_value: number
  readonly balance: number
  readonly quota_status: number
  readonly effective_time: string
  readonly expire_time: string
  readonly limit_infos: string
}

/** Quotas with the state of the moment: 3 once their time is over. */
const quotasNow = (
  now: number,
): string => `(select id, quota_id, owner_id, parent_quota_id, quota_type, create_time, last_update_time,
  quota_value, balance, effective_time, expire_time, limit_infos,
  case when quota_status = 0 and expire_time <= '${utcText(now)}' then 3 else quota_status end as quota_status from coupon_quotas)`

const quotaAnswer = (row: QuotaRow) => ({
  quota_id: row.quota_id,
  quota_type: row.quota_type,
  create_time: row.create_time,
  last_update_time: row.last_update_time,
  quota_value: moneyNumber(row.quota_value),
  quota_status: row.quota_status,
  balance: moneyNumber(row.balance),
  measure_id: 1,
  currency: 'CNY',
  effective_time: row.effective_time,
  expire_time: row.expire_time,
  limit_infos: JSON.parse(row.limit_infos) as object[],
})

/** Quotas that the caller or the named reseller holds; vouchers (0) unless quota_type says otherwise. */
const listQuotaCoupons = operation('ListQuotaCoupons', (ctx) => {
  const { body } = ctx
  const { total, rows } = new Filter()
    .where('owner_id = ?', ownerOf(ctx))
    .where('quota_type = ?', body.quota_type ?? 0)
    .among('quota_id', body.quota_ids)
    .among('quota_status', body.quota_status_list)
    .between('create_time', body.create_time_begin, body.create_time_end)
    .between('effective_time', body.effective_time_begin, body.effective_time_end)
    .between('expire_time', body.expire_time_begin, body.expire_time_end)
    .page<QuotaRow>(ctx, quotasNow(ctx.now()), 'create_time desc, id desc')
  return ctx.page(rows.map(quotaAnswer), total)
})

type IssuedRow = QuotaRow & { readonly account_name: string; readonly name: string }

/** Child quotas that the distributor gave to its resellers. */
const listIssuedCouponQuotas = operation('ListIssuedCouponQuotas', (ctx) => {
  const { query } = ctx
  const { total, rows } = new Filter()
    .where('parent_quota_id in (select quota_id from coupon_quotas where owner_id = ?)', ctx.caller.partnerId)
    .given('quota_id = ?', query.quota_id)
    .given('owner_id = ?', query.indirect_partner_id)
    .given('parent_quota_id = ?', query.parent_quota_id)
    .page<IssuedRow>(
      ctx,
      `(select q.*, r.account_name, r.name from ${quotasNow(ctx.now())} q join resellers r on r.indirect_partner_id = q.owner_id)`,
      'create_time desc, id desc',
    )
  return ctx.page(
    rows.map((row) => ({
      ...quotaAnswer(row),
      indirect_partner_id: row.owner_id,
      indirect_partner_account_name: row.account_name,
      indirect_partner_name: row.name,
      parent_quota_id: row.parent_quota_id,
    })),
    total,
  )
})

interface QuotaRecordRow {
  readonly record_id: string
  readonly operator: string
  readonly operation_type: string
  readonly quota_id: string
  readonly parent_quota_id: string
  readonly amount: number
  readonly operation_time: string
  readonly result: string
  readonly account_name: string
  readonly indirect_partner_id: string
  readonly name: string
  readonly remark: string | null
}

const listCouponQuotasRecords = operation('ListCouponQuotasRecords', (ctx) => {
  const { query } = ctx
  const { total, rows } = new Filter()
    .where('owner_id = ?', ctx.caller.partnerId)
    .where('visible_at <= ?', ctx.visibleNow)
    .given('indirect_partner_id = ?', query.indirect_partner_id)
    .given('quota_id = ?', query.quota_id)
    .given('parent_quota_id = ?', query.parent_quota_id)
    .given('operation_type = ?', query.operation_type)
    .between('operation_time', query.operation_time_begin, query.operation_time_end)
    .page<QuotaRecordRow>(
      ctx,
      'quota_records join resellers using (indirect_partner_id)',
      'operation_time desc, quota_records.id desc',
    )
  return ctx.page(
    rows.map((row) =>
      withoutEmpty({
        id: row.record_id,
        operator: row.operator,
        operation_type: row.operation_type,
        quota_id: row.quota_id,
        parent_quota_id: row.parent_quota_id,
        amount: moneyNumber(row.amount),
        operation_time: row.operation_time,
        result: row.result,
        indirect_partner_account_name: row.account_name,
        indirect_partner_id: row.indirect_partner_id,
        indirect_partner_name: row.name,
        remark: row.remark,
      }),
    ),
    total,
  )
})

interface QuotaRecord {
  readonly type: '10' | '11'
  readonly quotaId: string
  readonly parentId: string
  readonly fen: number
  readonly reseller: string
  readonly remark: string | null
}

const recordQuota = (
  ctx: Pick<Context, 'sql' | 'newId' | 'now' | 'caller' | 'recordVisibleAt'>,
  record: QuotaRecord,
): void => {
  ctx
    .sql(
      `insert into quota_records (record_id, owner_id, operator, operation_type, quota_id, parent_quota_id, amount, operation_time,
        result, indirect_partner_id, remark, visible_at) values (?, ?, ?, ?, ?, ?, ?, ?, '0', ?, ?, ?)`,
    )
    .run(
      ctx.newId(),
      ctx.caller.partnerId,
      ctx.caller.operatorName,
      record.type,
      record.quotaId,
      record.parentId,
      record.fen,
      utcText(ctx.now()),
      record.reseller,
      record.remark,
      ctx.recordVisibleAt,
    )
}

/** Gives each reseller a child quota of the amount (R-COUPON-21 … 23). */
const updateCouponQuotas = operation('UpdateCouponQuotas', (ctx) => {
  const { body } = ctx
  const fen = positiveFen(ctx, body.quota_amount)
  if (body.indirect_partner_ids.length === 0) ctx.fail('CBC.0100', 'indirect_partner_ids is empty')
  const quota = ctx
    .sql(`select * from ${quotasNow(ctx.now())} where quota_id = ? and owner_id = ?`)
    .get(body.quota_id, ctx.caller.partnerId) as QuotaRow | undefined
  if (!quota || quota.quota_status === 3 || quota.effective_time > utcText(ctx.now())) return ctx.fail('CBC.99000017')
  if (quota.quota_status === 4) return ctx.fail('CBC.50000045')
  if (quota.quota_status !== 0) return ctx.fail('CBC.99000015')
  if (quota.limit_infos.includes(`"${quotaLimits.namedCustomer}"`)) return ctx.fail('CBC.50000021')
  if (quota.balance < fen * body.indirect_partner_ids.length) return ctx.fail('CBC.99000013')
  const errors: { id: string; error_code: string; error_msg: string }[] = []
  const given: { id: string; quota_id: string }[] = []
  const now = utcText(ctx.now())
  for (const id of body.indirect_partner_ids) {
    const reseller = ctx.sql('select leaving from resellers where indirect_partner_id = ?').get(id) as
      | { leaving: number }
      | undefined
    if (!reseller) return ctx.fail('CBC.99000037')
    if (reseller.leaving === 1) {
      if (body.indirect_partner_ids.length === 1) return ctx.fail('CBC.50010105')
      errors.push({ id, error_code: 'CBC.50010105', error_msg: meaningOf('CBC.50010105') })
      continue
    }
    const quotaId = `QT${ctx.newId().slice(0, 18)}`
    ctx
      .sql(
        `insert into coupon_quotas (quota_id, owner_id, parent_quota_id, quota_type, create_time, last_update_time, quota_value, balance,
          quota_status, effective_time, expire_time, limit_infos) values (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)`,
      )
      .run(
        quotaId,
        id,
        quota.quota_id,
        quota.quota_type,
        now,
        now,
        fen,
        fen,
        quota.effective_time,
        quota.expire_time,
        quota.limit_infos,
      )
    ctx
      .sql('update coupon_quotas set balance = balance - ?, last_update_time = ? where quota_id = ?')
      .run(fen, now, quota.quota_id)
    recordQuota(ctx, { type: '10', quotaId, parentId: quota.quota_id, fen, reseller: id, remark: null })
    given.push({ id, quota_id: quotaId })
  }
  return { error_details: errors, simple_quota_infos: given }
})

/** Takes back the whole rest of child quotas in state 0 (R-COUPON-24) and answers what came back. */
const reclaimCouponQuotas = operation('ReclaimCouponQuotas', (ctx) => {
  const { body } = ctx
  const errors: { id: string; error_code: string; error_msg: string }[] = []
  const returned: { quota_id: string; quota_balance: number }[] = []
  const now = utcText(ctx.now())
  if (body.quota_ids.length === 0) ctx.fail('CBC.0100', 'quota_ids is empty')
  for (const id of body.quota_ids) {
    const quota = ctx
      .sql(
        `select * from ${quotasNow(ctx.now())} where quota_id = ?
         and parent_quota_id in (select quota_id from coupon_quotas where owner_id = ?)`,
      )
      .get(id, ctx.caller.partnerId) as QuotaRow | undefined
    if (!quota || quota.parent_quota_id === null || quota.quota_status !== 0) {
      if (body.quota_ids.length === 1) return ctx.fail('CBC.99000012')
      errors.push({ id, error_code: 'CBC.99000012', error_msg: meaningOf('CBC.99000012') })
      continue
    }
    ctx
      .sql('update coupon_quotas set balance = 0, quota_status = 6, last_update_time = ? where quota_id = ?')
      .run(now, id)
    ctx
      .sql('update coupon_quotas set balance = balance + ?, last_update_time = ? where quota_id = ?')
      .run(quota.balance, now, quota.parent_quota_id)
    recordQuota(ctx, {
      type: '11',
      quotaId: id,
      parentId: quota.parent_quota_id,
      fen: quota.balance,
      reseller: quota.owner_id,
      remark: body.remark ?? null,
    })
    returned.push({ quota_id: id, quota_balance: moneyNumber(quota.balance) })
  }
  return { error_details: errors, simple_quota_infos: returned }
})

export const quotaOperations: readonly Operation[] = [
  listQuotaCoupons,
  listIssuedCouponQuotas,
  listCouponQuotasRecords,
  updateCouponQuotas,
  reclaimCouponQuotas,
]
