import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openLog } from '#host/log/log.ts'
import { redact, redactRow, redactText } from '#host/log/redact.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const day = 86_400_000
const start = Date.parse('2026-11-21T10:00:00Z')
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8')

describe('log', () => {
  test('one file a day, fourteen kept', () => {
    let at = start
    const log = openLog(folder, { now: () => at })
    for (let n = 0; n < 20; n++, at += day) log.info('a day')
    log.close()
    const files = readdirSync(folder).sort()
    expect(files).toHaveLength(14)
    expect(files.at(-1)).toBe('host-2026-12-10.log')
  })

  test('levels below the chosen one are not written, lines are JSON', () => {
    const log = openLog(folder, { now: () => start, level: 'warn' })
    log.info('quiet')
    log.warn('loud', { rows: 7 })
    log.close()
    const lines = textOf('host-2026-11-21.log').trim().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { at: '2026-11-21T10:00:00.000Z', level: 'warn', message: 'loud', rows: 7 },
    ])
  })

  test('a cause keeps its own causes and loses its secrets', () => {
    const log = openLog(folder, { now: () => start })
    const inner = new Error('refused for 13812345678 with Signature=0011aabbccddeeff0011')
    log.error('sync failed', { cause: new Error('outer', { cause: inner }) })
    log.close()
    const text = textOf('host-2026-11-21.log')
    expect(text).toContain('outer')
    expect(text).toContain('caused by')
    expect(text).toContain('***678')
    expect(text).not.toContain('13812345678')
    expect(text).not.toContain('0011aabbccddeeff0011')
  })

  test('a log that cannot be written never stops the program', () => {
    writeFileSync(join(folder, 'file'), '')
    const log = openLog(join(folder, 'file'), { now: () => start })
    expect(() => log.error('nowhere to go')).not.toThrow()
    log.close()
  })
})

describe('redaction keeps the last three of eight and more characters, and none of fewer', () => {
  test.each([
    ['138 as a number of a person 13812345678', '138 as a number of a person ***678'],
    ['mail li.lei@example.com bounced', 'mail ***com bounced'],
    ['customer 0ab1c2d3e4f5061728394a5b6c7d8e9f gone', 'customer ***e9f gone'],
    ['X-Auth-Token: MIIFabc.def-123', 'X-Auth-Token: ***123'],
    ['sk=abcdefgh', 'sk=***fgh'],
    ['sk=abcdefg', 'sk=***'],
    ['number 1234567', 'number ***'],
    ['took 1234 ms for 200000 rows at 2026-11-21', 'took 1234 ms for 200000 rows at 2026-11-21'],
    ['customers.list', 'customers.list'],
  ])('%s', (text, expected) => {
    expect(redactText(text)).toBe(expected)
  })

  test('facts are redacted by the names of their keys, at any depth', () => {
    expect(
      redact({ rows: 5, credential: { ak: 'AKEXAMPLE', sk: 'SKEXAMPLE' }, list: [{ telephone: '13812345678' }] }),
    ).toEqual({
      rows: 5,
      credential: { ak: '***PLE', sk: '***PLE' },
      list: [{ telephone: '***678' }],
    })
    expect(redact({ key: new Uint8Array(32) })).toEqual({ key: '32 bytes' })
  })

  test('a short name is not its own tail, and a long number is no way around', () => {
    expect(redact({ name: '王小明', customer: '欧阳' })).toEqual({ name: '***', customer: '***' })
    expect(redact({ contact: 13812345678, list: [1234567], bytes: 12_345_678, startedAt: 1_795_000_000_000 })).toEqual({
      contact: '***678',
      list: ['***'],
      bytes: 12_345_678,
      startedAt: 1_795_000_000_000,
    })
  })
})

describe('a row of the partner that is not understood', () => {
  test('keeps codes, times and amounts under their names; everything else is described', () => {
    expect(
      redactRow({
        customer_id: '0ab1c2',
        customer: '王小明',
        association_type: '2',
        customer_type: 1,
        associated_on: '2026-02-30T00:00:00Z',
        amount: -12.5,
        debt_amount: '0.10',
        new_contact: 13812345678,
        flags: [true, null],
        account_managers: [{ account_name: 'li_lei' }],
        王小明: 'x',
      }),
    ).toEqual({
      customer_id: '‹text, 6 chars›',
      customer: '‹text, 3 chars›',
      association_type: '2',
      customer_type: 1,
      associated_on: '2026-02-30T00:00:00Z',
      amount: -12.5,
      debt_amount: '0.10',
      new_contact: '‹text, 11 chars›',
      flags: [true, null],
      account_managers: [{ account_name: '‹text, 6 chars›' }],
      '‹text, 3 chars›': '‹text, 1 chars›',
    })
  })

  test('a person under the name of a code, a time or an amount does not pass', () => {
    expect(
      redactRow({ status: '13812345678', label_type: '王小明', created_on: 'Li Lei', amount: 'li@example.com' }),
    ).toEqual({
      status: '‹text, 11 chars›',
      label_type: '‹text, 3 chars›',
      created_on: '‹text, 6 chars›',
      amount: '‹text, 14 chars›',
    })
    expect(redactRow('王小明')).toBe('‹text, 3 chars›')
  })
})
