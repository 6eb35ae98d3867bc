/** One difference with the facts it stands on; accepted or disputed with a note, and taken back. */
import { Alert, Button, Drawer, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Minor } from '#renderer/parts/Minor.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { Difference, IncentivePeriod } from '#shared/contract/incentives.ts'
import { formatMinor } from '#shared/money.ts'
import { formatBeijing } from '#shared/time.ts'
import { daysSince } from './Differences.tsx'
import { Refused } from './IncentivesPage.tsx'

const AMOUNTS: ReadonlySet<string> = new Set([
  'payment_amount',
  'coupon_amount',
  'stored_value_card_amount',
  'base_amount',
  'later',
])

export function DifferenceDrawer({
  difference,
  name,
  period,
  onClose,
}: {
  difference: Difference
  name: string
  period: IncentivePeriod
  onClose: () => void
}) {
  const { t } = useTranslation('incentives')
  const [note, setNote] = useState(difference.decision?.note ?? '')
  const decide = useWrite(api.incentives.decide, { onDone: onClose })
  const undo = useWrite(api.incentives.undo, { onDone: onClose })
  const { level, key, decision, evidence } = difference
  const words: Record<string, string> = t('evidence', { returnObjects: true })
  const say = (what: 'accepted' | 'disputed' | 'carried'): void =>
    decide.mutate({ period: period.period, items: [{ level, key }], decision: what, note: note.trim() })
  const [owner, setOwner] = useState(difference.owner ?? '')
  const [remark, setRemark] = useState(difference.remark ?? '')
  const assign = useWrite(api.incentives.assign, { onDone: onClose })
  const error = decide.error ?? undo.error ?? assign.error
  const refusal = error?.detail?.reason
  return (
    <Drawer open size={520} title={`${t('drawer.title')} · ${t(`reasons.${difference.reason}`)}`} onClose={onClose}>
      <dl className="incentives-facts">
        {name !== '' && (
          <>
            <dt>{t('column.customer')}</dt>
            <dd>{name}</dd>
          </>
        )}
        <dt>{t('column.key')}</dt>
        <dd>{key}</dd>
        {difference.origin !== null && <Fact title={t('drawer.origin')}>{difference.origin}</Fact>}
        {difference.since !== null && (
          <Fact title={t('drawer.since')}>
            {formatBeijing(difference.since)}
            {difference.state === 'open' && ` · ${t('drawer.age', { days: daysSince(difference.since) })}`}
          </Fact>
        )}
        {(['told', 'should', 'difference'] as const).map((field) => (
          <Fact key={field} title={t(`column.${field}`)}>
            <Minor amount={difference[field]} strong={field === 'difference'} />
          </Fact>
        ))}
      </dl>
      <h3>{t('drawer.evidence')}</h3>
      <dl className="incentives-facts">
        {Object.entries(evidence).map(([field, value]) => (
          <Fact key={field} title={words[field] ?? field}>
            {AMOUNTS.has(field) ? formatMinor(value) : field === 'in_plan' ? t(value === '1' ? 'yes' : 'no') : value}
          </Fact>
        ))}
      </dl>
      {decision && (
        <p role="status">
          {t('drawer.said', {
            by: decision.by,
            at: formatBeijing(decision.at),
            decision: t(`decision.${decision.decision}`),
          })}
        </p>
      )}
      {period.locked ? (
        <Alert type="info" showIcon title={t('drawer.locked')} />
      ) : (
        <div className="incentives-stack">
          <Input
            aria-label={t('drawer.owner')}
            placeholder={t('drawer.owner')}
            value={owner}
            maxLength={128}
            onChange={(event) => setOwner(event.target.value)}
          />
          <Input.TextArea
            aria-label={t('drawer.remark')}
            placeholder={t('drawer.remark')}
            value={remark}
            maxLength={1000}
            autoSize={{ minRows: 1, maxRows: 4 }}
            onChange={(event) => setRemark(event.target.value)}
          />
          <div className="incentives-actions">
            <Button
              loading={assign.isPending}
              onClick={() =>
                assign.mutate({
                  period: period.period,
                  items: [{ level, key }],
                  owner: owner.trim(),
                  note: remark.trim(),
                })
              }
            >
              {t('drawer.assign')}
            </Button>
          </div>
          <Input.TextArea
            aria-label={t('drawer.note')}
            placeholder={t('drawer.note')}
            value={note}
            maxLength={1000}
            autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={(event) => setNote(event.target.value)}
          />
          <div className="incentives-actions">
            <Button type="primary" autoFocus loading={decide.isPending} onClick={() => say('accepted')}>
              {t('drawer.accept')}
            </Button>
            <Button loading={decide.isPending} onClick={() => say('disputed')}>
              {t('drawer.dispute')}
            </Button>
            {difference.state === 'open' && (
              <Button loading={decide.isPending} onClick={() => say('carried')}>
                {t('drawer.carry')}
              </Button>
            )}
            {decision && (
              <Button loading={undo.isPending} onClick={() => undo.mutate({ decisionIds: [decision.decisionId] })}>
                {t('drawer.undo')}
              </Button>
            )}
          </div>
        </div>
      )}
      {error && (typeof refusal === 'string' ? <Refused reason={refusal} /> : <ErrorNotice error={error} />)}
    </Drawer>
  )
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </>
  )
}
