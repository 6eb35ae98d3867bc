/** One case: its facts, the checklist to be ticked off and printed, and a reminder. */
import { Link } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Drawer, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { FilterField } from '#renderer/parts/FilterForm.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { useNow } from '#renderer/parts/useNow.ts'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { Case } from '#shared/contract/cases.ts'
import { type CaseKind, mayWithdrawFund, mediaOf } from '#shared/rules/cases.ts'
import { formatBeijing } from '#shared/time.ts'
import { CaseStatus, CaseTurn, todoOf } from './cells.tsx'

const known = (words: Record<string, string>, code: string): string =>
  Object.hasOwn(words, code) ? (words[code] ?? code) : code

export function CaseDrawer({ one, kind, onClose }: { one: Case; kind: CaseKind; onClose: () => void }) {
  const { t } = useTranslation('cases')
  const now = useNow(60_000)
  const media: Record<string, string> = t('media', { returnObjects: true })
  const invoiceKinds: Record<string, string> = t('invoiceKinds', { returnObjects: true })
  const facts: readonly (readonly [label: string, text: string | null])[] = [
    [t('facts.reject'), one.rejectReason],
    [t('facts.party'), one.contractParty],
    [
      t('facts.medium'),
      one.medium === null
        ? null
        : `${known(media, one.medium)}${
            one.contractParty === null
              ? ''
              : ` (${t('facts.mediaHint', {
                  media: mediaOf(one.contractParty)
                    .map((code) => known(media, code))
                    .join(' / '),
                })})`
          }`,
    ],
    [t('facts.invoiceKind'), one.invoiceKind === null ? null : known(invoiceKinds, one.invoiceKind)],
    [t('facts.invoiceNumber'), one.invoiceNumber],
    [t('facts.toAccount'), one.toAccount],
    [t('facts.tag'), one.tag],
    [
      t('facts.withdraw'),
      kind === 'MDF' ? (mayWithdrawFund(one.status) ? t('facts.mayWithdraw') : t('facts.mayNotWithdraw')) : null,
    ],
  ]
  return (
    <Drawer open size={560} title={`${t(`kinds.${kind}`)} ${one.caseId}`} onClose={onClose}>
      <div className="cases-stack">
        <Alert type="info" showIcon title={todoOf(t, kind, one.status)} />
        <dl className="cases-facts">
          <dt>{t('column.title')}</dt>
          <dd>{one.title ?? t('none')}</dd>
          <dt>{t('column.amount')}</dt>
          <dd>{one.amount === null ? t('none') : <Money amount={one.amount} strong />}</dd>
          <dt>{t('column.status')}</dt>
          <dd>
            <CaseStatus kind={kind} status={one.status} />
          </dd>
          <dt>{t('column.turn')}</dt>
          <dd>
            <CaseTurn one={one} kind={kind} now={now} />
          </dd>
          {facts.map(
            ([label, text]) =>
              text !== null && (
                <div key={label} className="cases-fact">
                  <dt>{label}</dt>
                  <dd>{text}</dd>
                </div>
              ),
          )}
        </dl>
        {one.steps.length > 0 && <Checklist one={one} />}
        <Reminder one={one} />
      </div>
    </Drawer>
  )
}

function Checklist({ one: { caseId, steps } }: { one: Case }) {
  const { t } = useTranslation('cases')
  const mayNote = usePermitted('incentive.reconcile') === true
  const mayPrint = usePermitted('document.print') === true
  const tick = useWrite(api.cases.tick)
  return (
    <section aria-label={t('steps.title')}>
      <h3>{t('steps.title')}</h3>
      <ol className="cases-steps">
        {steps.map(({ step, by, at }) => (
          <li key={step}>
            <Checkbox
              checked={at !== null}
              disabled={!mayNote || tick.isPending}
              onChange={({ target }) => tick.mutate({ caseId, step, done: target.checked })}
            >
              {t(`steps.${step}`)}
            </Checkbox>
            {at !== null && <span className="quiet"> {t('steps.done', { by: by ?? '', at: formatBeijing(at) })}</span>}
          </li>
        ))}
      </ol>
      {mayPrint && (
        <Link to="/documents" search={{ case: caseId }}>
          {t('steps.print')}
        </Link>
      )}
      {tick.error && <ErrorNotice error={tick.error} />}
    </section>
  )
}

function Reminder({ one: { caseId, reminder } }: { one: Case }) {
  const { t } = useTranslation('cases')
  const mayNote = usePermitted('incentive.reconcile') === true
  const [on, setOn] = useState(reminder?.on ?? '')
  const [note, setNote] = useState(reminder?.note ?? '')
  const remind = useWrite(api.cases.remind)
  if (!mayNote && !reminder) return null
  return (
    <section aria-label={t('reminder.title')}>
      <h3>{t('reminder.title')}</h3>
      {reminder && <p role="status">{t('reminder.said', { on: reminder.on, note: reminder.note })}</p>}
      {mayNote && (
        <form
          className="cases-form"
          onSubmit={(event) => {
            event.preventDefault()
            if (on !== '') remind.mutate({ caseId, on, note })
          }}
        >
          <FilterField label={t('reminder.on')}>
            {(id) => <Input id={id} type="date" value={on} onChange={({ target }) => setOn(target.value)} />}
          </FilterField>
          <FilterField label={t('reminder.note')}>
            {(id) => <Input id={id} value={note} maxLength={400} onChange={({ target }) => setNote(target.value)} />}
          </FilterField>
          <Button htmlType="submit" disabled={on === ''} loading={remind.isPending}>
            {t('reminder.save')}
          </Button>
          {reminder && (
            <Button onClick={() => remind.mutate({ caseId, on: null, note: '' })}>{t('reminder.clear')}</Button>
          )}
        </form>
      )}
      {remind.error && <ErrorNotice error={remind.error} />}
    </section>
  )
}
