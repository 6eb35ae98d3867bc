/** Every rule that the program claims to follow has a test that carries its id. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { applicationRules } from '#shared/rules/applications.ts'
import { associationRules } from '#shared/rules/associations.ts'
import { authorizationRules } from '#shared/rules/authorizations.ts'
import { caseRules } from '#shared/rules/cases.ts'
import { consumptionRules } from '#shared/rules/consumption.ts'
import { couponUseRules } from '#shared/rules/coupon-use.ts'
import { couponRules } from '#shared/rules/coupons.ts'
import { creationRules } from '#shared/rules/creations.ts'
import { customerRules } from '#shared/rules/customers.ts'
import { documentRules } from '#shared/rules/documents.ts'
import { fundsRules } from '#shared/rules/funds.ts'
import { growthRules } from '#shared/rules/growth.ts'
import { incentiveRules } from '#shared/rules/incentives.ts'
import { orderRules } from '#shared/rules/orders.ts'
import { organizationRules } from '#shared/rules/organization.ts'
import { platformRules } from '#shared/rules/platform.ts'
import { quoteRules } from '#shared/rules/quotes.ts'
import { resourceRules } from '#shared/rules/resources.ts'

const folder = join(import.meta.dirname, '..')
const titles = globSync('**/*.{test.ts,test.tsx,e2e.ts}', { cwd: folder })
  .filter((file) => !file.endsWith('rules.test.ts'))
  .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'))
  // Titles are texts in code; a comment that names a rule is no test.
  .filter((line) => /['"`].*R-[A-Z]+-\d+/.test(line) && !/^\s*(\/\/|\*)/.test(line))
  .join('\n')

describe('rules', () => {
  it.each(
    Object.entries({
      ...applicationRules,
      ...associationRules,
      ...consumptionRules,
      ...authorizationRules,
      ...caseRules,
      ...couponRules,
      ...couponUseRules,
      ...creationRules,
      ...customerRules,
      ...documentRules,
      ...fundsRules,
      ...growthRules,
      ...incentiveRules,
      ...orderRules,
      ...organizationRules,
      ...platformRules,
      ...resourceRules,
      ...quoteRules,
    }),
  )('%s has a test by its id', (id, rule) => {
    expect(rule.says.length).toBeGreaterThan(20)
    expect(rule.source).not.toBe('')
    expect(titles.includes(id), 'no test names it').toBe(true)
  })
})
