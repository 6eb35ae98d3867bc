// Grants and reclaims as a person makes them: what the rules say at once, the review, one request, an honest state.
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { NOW } from '../support/facts.ts'
import { open } from '../support/page.tsx'

const intent = (state: string, amount: number) => ({
  intentId: 'i1',
  groupId: 'g1',
  command: 'funds.grantReseller',
  target: 'reseller:r1',
  customerId: null,
  amount,
  author: 'sales1',
  state,
  why: 'undo-window',
  detail: null,
  released: true,
  holds: false,
  acceptedAt: NOW,
  changedAt: NOW,
  sentAt: null,
  nextAt: NOW + 10_000,
  effectId: null,
  error: null,
  actions: ['discard'],
})

async function openDialog(verb: '拨款' | '回收') {
  const user = userEvent.setup()
  const { host } = open('/funds?tab=resellers')
  const table = await screen.findByRole('table')
  // antd parts two characters by a space.
  await user.click(within(table).getByRole('button', { name: new RegExp([...verb].join('\\s?')) }))
  const dialog = await screen.findByRole('dialog')
  return { user, host, dialog, field: await within(dialog).findByLabelText('金额（元）') }
}

test('R-CUST-30 and R-CUST-35 in words while it is typed; full-width digits are folded', async () => {
  const { user, dialog, field } = await openDialog('回收')
  await user.type(field, '1.234')
  expect(within(dialog).getByRole('alert').textContent).not.toBe('')
  await user.clear(field)
  await user.type(field, '７００．０１')
  expect(within(dialog).getByRole('alert').textContent).toContain('¥700.00')
  await user.clear(field)
  await user.type(field, '７００')
  expect(within(dialog).getByRole('alert').textContent).toBe('')
  expect(dialog.textContent).toContain('¥0.00')
})

test('live figures stand beside the amount, and the review says the amount in capitals', async () => {
  const { user, dialog, field } = await openDialog('拨款')
  await waitFor(() => expect(dialog.textContent).toContain('¥40,000.00'))
  await user.type(field, '1234.5{Enter}')
  expect(dialog.textContent).toContain('壹仟贰佰叁拾肆元伍角')
  // Cancel is the default of a danger.
  await waitFor(() => expect(document.activeElement?.textContent).toContain('返回修改'))
})

test('a double click is one request; afterwards the state is honest', async () => {
  const { user, host, dialog, field } = await openDialog('拨款')
  host.answering.set('funds.grantReseller', () => ({ groupId: 'g1', intents: [intent('queued', 123_450)] }))
  host.answering.set('outbox.get', () => ({ intent: intent('queued', 123_450), payload: '{}', history: [] }))
  await user.type(field, '1234.5{Enter}')
  await user.dblClick(await within(dialog).findByRole('button', { name: '拨款 ¥1,234.50' }))
  await within(dialog).findByText(/还没有完成/)
  const calls = host.calls.filter((call) => call.startsWith('funds.grantReseller'))
  expect(new Set(calls.map((call) => /"requestId":"([^"]+)"/.exec(call)?.[1])).size).toBe(1)
  expect(calls[0]).toContain('"resellerId":"r1","amount":123450')
})
