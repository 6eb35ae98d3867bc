import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { applicationCollections } from '#host/areas/applications/collections.ts'
import { associationCollections } from '#host/areas/associations/collections.ts'
import { authorizationCollections } from '#host/areas/authorizations/collections.ts'
import { caseCollections } from '#host/areas/cases/collections.ts'
import { consumptionCollections } from '#host/areas/consumption/collections.ts'
import { couponCollections } from '#host/areas/coupons/collections.ts'
import { customerCollections } from '#host/areas/customers/collections.ts'
import { fundsCollections } from '#host/areas/funds/collections.ts'
import { growthCollections } from '#host/areas/growth/collections.ts'
import { incentiveCollections } from '#host/areas/incentives/collections.ts'
import { orderCollections } from '#host/areas/orders/collections.ts'
import { partnerPaymentCollections } from '#host/areas/orders/payments.ts'
import { organizationCollections } from '#host/areas/organization/collections.ts'
import { productCollections } from '#host/areas/products/collections.ts'
import { resellerCollections } from '#host/areas/resellers/collections.ts'
import { resourceCollections } from '#host/areas/resources/collections.ts'
import { commandList } from '#renderer/app/commands.ts'
import { en } from '#renderer/app/texts/en/index.ts'
import { createTexts } from '#renderer/app/texts/texts.ts'
import { zh } from '#renderer/app/texts/zh/index.ts'
import { readsOf } from '#renderer/rpc/tables.ts'
import { errorCodes } from '#shared/errors.ts'

/** Every text by its path: `sync.states.fresh`. */
function flat(texts: unknown, path = ''): Map<string, string> {
  if (typeof texts === 'string') return new Map([[path, texts]])
  return new Map(
    Object.entries(texts as Record<string, unknown>).flatMap(([key, value]) => [
      ...flat(value, path ? `${path}.${key}` : key),
    ]),
  )
}

const chinese = flat(zh)
const english = flat(en)
const placesIn = (text: string): string[] => [...text.matchAll(/\{\{\w+\}\}/g)].map(([place]) => place).sort()

describe('every error code', () => {
  test.each(errorCodes)('%s says what failed, what is safe and what to do, in both languages', (code) => {
    for (const texts of [zh, en]) {
      const { failed, safe, todo } = texts.errors[code]
      for (const sentence of [failed, safe, todo]) expect(sentence).toMatch(/^\S.{4,}[。.]$/u)
    }
  })
})

test('both languages have the same keys', () => {
  expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
})

test('a text has the same places for facts in both languages', () => {
  const differing = [...chinese].filter(
    ([key, text]) => placesIn(text).join() !== placesIn(english.get(key) ?? '').join(),
  )
  expect(differing).toEqual([])
})

test('no text is empty, and English has no Chinese words but the name of the language', () => {
  for (const text of [...chinese.values(), ...english.values()]) expect(text.trim()).not.toBe('')
  const mixed = [...english].filter(([, text]) => /\p{Script=Han}/u.test(text)).map(([key]) => key)
  expect(mixed.sort()).toEqual(['frame.commands.language', 'frame.language.zh'])
})

test('every command has its words; they are found although their names hold a colon', () => {
  const texts = createTexts('zh')
  for (const { name } of commandList) {
    expect(texts.getFixedT('zh', 'frame')(`commands.${name}`)).toBe(zh.frame.commands[name])
  }
})

test('every command of the menu is one the page knows', () => {
  const menu = readFileSync(new URL('../../../electron/main/menu.ts', import.meta.url), 'utf8')
  const named = [...menu.matchAll(/command\('\w+', '([^']+)'/g)].map(([, name]) => name)
  expect(named.length).toBeGreaterThan(10)
  const known = new Set<string>(commandList.map(({ name }) => name))
  expect(named.filter((name) => name !== undefined && !known.has(name))).toEqual([])
})

test('every collection has a name for people', () => {
  const declared = [
    customerCollections,
    associationCollections,
    fundsCollections,
    organizationCollections,
    productCollections,
    couponCollections,
    authorizationCollections,
    growthCollections,
    resellerCollections,
    consumptionCollections,
    incentiveCollections,
    applicationCollections,
    caseCollections,
    orderCollections,
    partnerPaymentCollections,
    resourceCollections,
  ].flat()
  const names = declared.map(({ name }) => name)
  expect(Object.keys(zh.sync.collections).sort()).toEqual(names.sort())
  // Whatever a collection writes, the page knows what to ask again.
  expect(declared.map(({ target }) => target.table).filter((table) => !(table in readsOf))).toEqual([])
})
