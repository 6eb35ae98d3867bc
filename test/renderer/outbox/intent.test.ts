import { describe, expect, test } from 'vitest'
import { couponCommands } from '#host/areas/coupons/commands.ts'
import { fundsCommands } from '#host/areas/funds/commands.ts'
import { resellerCommands } from '#host/areas/resellers/commands.ts'
import { createTexts } from '#renderer/app/texts/texts.ts'
import { commandName, lookOf, markOf, nextText, type OutboxT, reasonOf, refusalText } from '#renderer/parts/intent.ts'
import { factText } from '#shared/facts.ts'
import { type IntentState, intentReasons, intentStates } from '#shared/intent-states.ts'
import { intent, NOW } from './facts.ts'

const texts = createTexts('zh')
const both: readonly (readonly [string, OutboxT])[] = (['zh', 'en'] as const).map((language) => [
  language,
  texts.getFixedT(language, 'outbox'),
])
const t = texts.getFixedT('zh', 'outbox')

describe.each(both)('in %s', (_language, words) => {
  test.each(intentReasons)('%s says what is so, what is safe and what to do, without a gap', (why) => {
    for (const state of intentStates) {
      const detail = { rule: 'R-CUST-32', reason: 'over-grantable', amount: 5, grantable: 4, records: 2 }
      const { says, safe, todo } = reasonOf(words, { state, why, detail })
      for (const sentence of [says, safe, todo]) expect(sentence).toMatch(/^\S.{3,}[。.]$/u)
      expect(`${says}${safe}${todo}`).not.toContain('{{')
    }
  })
})

test('what a person must release is not called queued', () => {
  expect(lookOf(intent({ state: 'queued', released: false }))).toBe('needs-release')
  expect(lookOf(intent({ state: 'queued', released: true }))).toBe('queued')
  expect(markOf(intent({ state: 'queued', released: false }))).toBe('needs-you')
  expect(markOf(intent({ state: 'uncertain' }))).toBe('uncertain')
  expect(markOf(intent({ state: 'discarded' }))).toBeNull()
})

test('a refusal is told with its amounts; a rule nobody has words for is named', () => {
  const detail = { rule: 'R-CUST-32', reason: 'over-grantable', amount: 123_456_789, grantable: 10_000 }
  expect(refusalText(t, { rule: 'R-CUST-32', reason: 'over-grantable', detail })).toBe(
    '拨款 ¥1,234,567.89 超过可拨额 ¥100.00。',
  )
  expect(refusalText(t, { rule: 'R-NEW-99', reason: 'odd' })).toBe('规则 R-NEW-99 不允许（odd）。')
  expect(commandName(t, 'funds.grant')).toBe('拨款')
  expect(commandName(t, 'moon.move')).toBe('moon.move')
})

test('facts are amounts, Beijing times, or what they are', () => {
  expect(factText('balance', 1050)).toBe('¥10.50')
  expect(factText('quotaExpiresAt', NOW)).toBe('2026-11-21 09:05:03')
  expect(factText('status', '3')).toBe('3')
  expect(reasonOf(t, { state: 'queued', why: 'ground-moved', detail: { balance: 1050, moon: 'full' } }).facts).toEqual([
    '现在余额 ¥10.50',
    'moon：full',
  ])
  expect(
    reasonOf(t, { state: 'refused', why: 'vendor', detail: { code: 'refused', vendorCode: 'CBC.0151', http: 403 } })
      .facts,
  ).toEqual(['厂商错误码 CBC.0151'])
})

test('what comes next: the undo window counts down, a pause goes before the turn, ends have none', () => {
  const released = intent({ state: 'queued', released: true, why: 'undo-window', nextAt: NOW + 9_400 })
  expect(nextText(t, released, NOW, null)).toBe('9 秒后发出')
  expect(nextText(t, released, NOW + 10_000, null)).toBe('轮到它时自动发出')
  expect(nextText(t, released, NOW + 10_000, { why: 'offline' })).toBe('网络恢复后自动发出')
  expect(
    nextText(t, intent({ state: 'queued', released: true, why: 'back-off', nextAt: NOW + 60_000 }), NOW, null),
  ).toBe('09:06:03 自动再试')
  expect(nextText(t, intent({ state: 'uncertain', why: 'restarted', nextAt: NOW + 2000 }), NOW, null)).toBe(
    '09:05:05 自动核实',
  )
  for (const state of ['done', 'refused', 'discarded', 'expired'] satisfies IntentState[])
    expect(nextText(t, intent({ state }), NOW, null)).toBeNull()
})

test.each([...fundsCommands, ...couponCommands, ...resellerCommands].map(({ name }) => name))(
  '%s has a name for people in both languages',
  (name) => {
    for (const [, words] of both) expect(commandName(words, name)).not.toBe(name)
  },
)
