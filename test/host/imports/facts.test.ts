/** Files of facts: every cell understood or named, nothing guessed, nothing lost. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { billImport, detailImport, planImport } from '#host/areas/incentives/import-kinds.ts'
import { checkFacts, shapeFindings } from '#host/imports/facts.ts'
import { cellText, guessMapping, headingRow } from '#host/imports/mapping.ts'
import type { Cell, FactKind, ImportFiles } from '#host/imports/types.ts'
import { cacheMigrations, evidenceMigrations, localMigrations } from '#host/schema.ts'
import { migrate } from '#host/store/migrate.ts'
import { openLocal } from '#host/store/open.ts'
import { csv, finder, idOf, read, reasonsOf, xlsx } from './files.ts'
import { gbk } from './gbk.ts'

const dir = mkdtempSync(join(tmpdir(), 'facts-'))
let files: ImportFiles & { close(): void }

beforeAll(() => {
  const key = new Uint8Array(32).fill(7)
  const open = (name: string, steps: Parameters<typeof migrate>[1]) => {
    const db = openLocal({ file: join(dir, name), key })
    migrate(db, steps)
    return db
  }
  const cache = open('cache.db', cacheMigrations)
  const evidence = open('evidence.db', evidenceMigrations)
  const local = open('local.db', localMigrations)
  cache.exec(
    `INSERT INTO service_types (code, name, as_of) VALUES ('hws.service.type.ec2', '弹性云服务器', 1), ('hws.x', '同名', 1), ('hws.y', '同名', 1)`,
  )
  cache.exec(
    `INSERT INTO incentive_plans (plan_key, period, plan_code, plan_name, incentive_policy, rate, as_of)
     VALUES ('k', '2026-10', 'RESALE', '云经销商业绩激励计划', '0', 600, 1)`,
  )
  files = {
    cache,
    evidence,
    local,
    close: () => {
      for (const db of [cache, evidence, local]) db.close()
    },
  }
})
afterAll(() => {
  files.close()
  rmSync(dir, { recursive: true, force: true })
})

async function check(kind: FactKind, bytes: Uint8Array) {
  const { shape, rows } = await read(bytes)
  const at = headingRow(kind, rows)
  const headings = (rows[at]?.cells ?? []).map(cellText)
  const mapping = guessMapping(kind, headings)
  const input = { rows: rows.slice(at + 1), headings, mapping, kind, finder, files }
  const checked = await checkFacts(input, new AbortController().signal, () => {})
  const lines = checked.flatMap(({ fact }) => fact ?? [])
  return {
    shape,
    checked,
    lines,
    findings: [
      ...shapeFindings({ kind, headings, mapping }, shape.encoding),
      ...(await kind.findings(lines, files, 5, async () => {})),
    ],
  }
}

const heads = [
  '激励数据ID',
  '对账期次',
  '激励账单ID',
  '激励计划名称',
  '客户账号ID',
  '产品类型',
  '消费金额(元)',
  '激励基数',
  '激励比例',
  '激励金额(元)',
  '经办部门',
]
const row = (n: number, more: Partial<Record<number, Cell>> = {}): Cell[] =>
  [
    `D${n}`,
    '2026-10',
    'IB1',
    '云经销商业绩激励计划',
    idOf(n),
    '弹性云服务器',
    '1,000.12345678',
    '1000.12345678',
    '6%',
    '60.00740741',
    '华东',
  ].map((cell, at) => more[at] ?? cell)

describe('details', () => {
  it('reads names as codes where one is known, amounts to eight decimals, and keeps what it has no column for', async () => {
    const { checked, lines, findings } = await check(
      detailImport,
      await xlsx([['2026年10月激励明细'], heads, row(1), row(2, { 5: '同名', 3: '新计划' })]),
    )
    expect(checked.flatMap(({ problems }) => problems)).toEqual([])
    expect(lines[0]?.values).toMatchObject({
      data_id: 'D1',
      period: '2026-10',
      plan_code: 'RESALE',
      customer_id: idOf(1),
      service_type_code: 'hws.service.type.ec2',
      payment: 100_012_345_678,
      coupon: 0,
      rate: 600,
      incentive: 6_000_740_741,
      extra: '{"经办部门":"华东"}',
    })
    // Two products of one name, a plan nobody knows: as they were written.
    expect(lines[1]?.values).toMatchObject({ service_type_code: '同名', plan_code: '新计划' })
    expect(findings).toEqual([{ code: 'columns-kept-aside', asks: false, detail: { columns: '经办部门' } }])
  })

  it('names ids that a spreadsheet broke: shortened, rounded, without their zeros; and every cell that says nothing', async () => {
    const long = (n: number, end: string): string => `20261000000${n}${end}`
    const rows = [
      row(1, { 0: long(1, '123456') }),
      row(2, { 0: '2.02610E+17' }),
      row(3, { 0: Number('202610000003123456') }),
      row(4, { 0: long(4, '123456'), 9: '六十' }),
      row(5, { 0: long(5, '123456').slice(1) }),
      row(6, { 0: long(6, '123456'), 1: '十月' }),
      row(7, { 0: long(7, '123456'), 6: '1.123456789' }),
      row(8, { 0: long(8, '123456'), 9: '' }),
      row(9, { 0: long(9, '123456'), 8: '6' }),
      row(10, { 0: `${long(1, '000000').slice(0, 15)}003`, 4: 'unknown-but-kept' }),
      row(11, { 0: long(2, '123456'), 4: '', 6: '(12.50)' }),
    ]
    const { checked } = await check(detailImport, await xlsx([heads, ...rows]))
    expect(checked.map(reasonsOf)).toEqual([
      [],
      ['id-broken'],
      ['id-broken'],
      ['not-an-amount'],
      ['id-short'],
      ['not-a-month'],
      ['too-many-decimals'],
      ['missing'],
      ['not-a-rate'],
      [],
      ['no-customer'],
    ])
    const rounded = [1, 2, 3].map((n) => row(n, { 0: `${String(202610000000000 + n)}000` }))
    expect((await check(detailImport, await xlsx([heads, ...rounded]))).checked.map(reasonsOf)).toEqual(
      rounded.map(() => ['id-rounded']),
    )
  })

  it('names lines told twice, the same or not, and rows of totals that do not add up', async () => {
    const total = (incentive: string): Cell[] => ['合计', '', '', '', '', '', '2,000.24691356', '', '', incentive, '']
    const good = await check(detailImport, await xlsx([heads, row(1), row(2), total('120.01481482')]))
    expect(good.checked.flatMap(({ problems }) => problems)).toEqual([])
    expect(good.lines).toHaveLength(2)
    const bad = await check(
      detailImport,
      await xlsx([heads, row(1), row(2), total('120.01'), row(3), row(3), row(4), row(4, { 9: '1' })]),
    )
    expect(bad.checked.map(reasonsOf)).toEqual([
      [],
      [],
      ['total-differs'],
      ['repeated-line'],
      ['repeated-line'],
      ['repeated-differs'],
      ['repeated-differs'],
    ])
    expect(bad.checked[2]?.problems[0]?.detail).toEqual({ told: '¥120.01', rows: '¥120.01481482' })
    expect(bad.lines.map(({ key }) => key)).toEqual(['D1', 'D2'])
  })

  it('reads GBK, names two encodings in one file and characters that none has', async () => {
    const text = (rows: readonly Cell[][]): string =>
      rows.map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n')
    const whole = await check(detailImport, gbk(`${text([heads, row(1)])}\n`))
    expect(whole.shape.encoding).toBe('gbk')
    expect(whole.lines[0]?.values).toMatchObject({ plan_code: 'RESALE' })
    const mixed = new Uint8Array([...gbk(`${text([heads, row(1)])}\n`), ...csv(`${text([row(2)])}\n`)])
    const both = await check(detailImport, mixed)
    expect(both.shape.encoding).toBe('mixed')
    expect(both.lines.map(({ values }) => values.plan_code)).toEqual(['RESALE', 'RESALE'])
    expect(both.findings.map(({ code }) => code)).toContain('mixed-encodings')
    const broken = new Uint8Array([
      ...csv(`${text([heads, row(1)])}\n`),
      0x22,
      0xff,
      0x22,
      ...csv(text([row(2)]).slice(4)),
    ])
    expect((await check(detailImport, broken)).checked.map(reasonsOf)[1]).toContain('unreadable')
  })
})

it('R-INC-11 a locked period, a newer edition, half a statement and sums that differ are named before anything is taken', async () => {
  const { evidence, local } = files
  local.exec(
    `INSERT INTO incentive_sign_offs (period, role, edition, by, at) VALUES ('2026-10', 'preparer', 1, 'a', 1), ('2026-10', 'reviewer', 1, 'b', 2)`,
  )
  evidence.exec(
    `INSERT INTO editions (period, number, as_of, taken_at, lines, added, changed, vanished) VALUES ('2026-10', 1, 9, 9, 3, 3, 0, 0);
     INSERT INTO edition_bills (period, number, bill_id, total, payable, frozen, detail_count) VALUES ('2026-10', 1, 'IB1', 18002, 0, 0, 3);
     INSERT INTO edition_lines (first, data_id, period, bill_id, customer_id, service_type_code, payment, coupon, card, base, incentive)
     VALUES (1, 'D1', '2026-10', 'IB1', 'c', 's', 1, 0, 0, 1, 1), (1, 'D2', '2026-10', 'IB1', 'c', 's', 1, 0, 0, 1, 1), (1, 'D9', '2026-10', 'IB1', 'c', 's', 1, 0, 0, 1, 1)`,
  )
  const { findings } = await check(detailImport, await xlsx([heads, row(1), row(2)]))
  expect(findings.filter(({ asks }) => asks)).toMatchObject([
    { code: 'period-locked', detail: { period: '2026-10' } },
    { code: 'older-than-standing', detail: { number: 1, standingAt: 9, fileAt: 5 } },
    { code: 'half-period', detail: { billId: 'IB1', told: 3, rows: 2 } },
    { code: 'total-differs', detail: { billId: 'IB1', told: '¥180.02', rows: '¥120.01481482' } },
    { code: 'lines-vanish', detail: { count: 1 } },
  ])
  const whole = await check(detailImport, await xlsx([heads, row(1), row(2), row(9)]))
  expect(whole.findings.filter(({ asks }) => asks).map(({ code }) => code)).toEqual([
    'period-locked',
    'older-than-standing',
  ])
})

describe('bills and plans', () => {
  it('reads states as codes, keeps unknown ones, and rates as shares', async () => {
    const { lines, checked } = await check(
      billImport,
      csv(
        [
          '激励账单ID,对账期次,激励计划名称,关联类型,激励金额,待申付金额,冻结金额,状态,公示截止日,明细条数',
          'IB1,2026年10月,云经销商业绩激励计划,代售,"¥1,234.56",0,--,待确认,2026-12-01,12',
          'IB2,202610,专项,--,-5.00,0.00,0.00,会签中,,',
        ].join('\n'),
      ),
    )
    expect(checked.flatMap(({ problems }) => problems)).toEqual([])
    expect(lines.map(({ values }) => values)).toMatchObject([
      {
        period: '2026-10',
        total: 123_456,
        frozen: 0,
        status: 'TO_CONFIRM',
        detail_count: 12,
        announce_end: Date.parse('2026-11-30T16:00:00Z'),
        plan_code: 'RESALE',
        association_type: '2',
      },
      {
        period: '2026-10',
        total: -500,
        status: '会签中',
        detail_count: null,
        association_type: '--',
        plan_code: '专项',
      },
    ])
    const plans = await check(
      planImport,
      csv(
        '对账期次,激励计划名称,激励政策,激励比例\n2026-10,云经销商业绩激励计划,特定产品,10%\n2026-10,云经销商业绩激励计划,非特定产品,0.06',
      ),
    )
    expect(plans.lines.map(({ values }) => [values.plan_code, values.incentive_policy, values.rate])).toEqual([
      ['RESALE', '1', 1000],
      ['RESALE', '0', 600],
    ])
  })
})
