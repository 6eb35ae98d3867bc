/** R-INC-10: which deadline is next, and from when on it is warned of. */
import { expect, it } from 'vitest'
import { daysLeft, nextDeadline } from '#shared/rules/deadlines.ts'
import { formatBeijing } from '#shared/time.ts'

const until = Date.parse('2026-11-30T16:00:00Z')
const bill = (change: object = {}) => ({ period: '2026-10', status: 'TO_CONFIRM', announceEnd: until, ...change })

it('R-INC-10 warns from the third working day before the last one, weekends left out', () => {
  const deadline = nextDeadline([bill(), bill()], until - 20 * 86_400_000)
  // The last day is Monday 30 November: Friday, Thursday, Wednesday before it.
  expect(deadline).toMatchObject({ period: '2026-10', until, bills: 2 })
  expect(formatBeijing(deadline?.warnFrom ?? 0)).toBe('2026-11-25 00:00:00')
})

it('R-INC-10 is the earliest of what still awaits a word; over, or spoken, it is none', () => {
  const later = bill({ period: '2026-11', announceEnd: until + 86_400_000 })
  expect(nextDeadline([later, bill()], 0)?.period).toBe('2026-10')
  expect(nextDeadline([later, bill()], until)?.period).toBe('2026-11')
  expect(
    nextDeadline([bill({ status: 'ISSUING' }), bill({ announceEnd: null }), bill({ status: 'NEW' })], 0),
  ).toBeNull()
  expect(daysLeft(until, until - 1)).toBe(0)
  expect(daysLeft(until, until - 86_400_000)).toBe(1)
})
