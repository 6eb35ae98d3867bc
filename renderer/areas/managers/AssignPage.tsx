/** Account managers for many customers: whom, to whom, who loses sight of what, and only then the batch (R-CUST-28). */
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Spin } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page, Panel } from '#renderer/app/Page.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { RehearsalPanel } from '#renderer/parts/batch/RehearsalPanel.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import { type BatchDraft, useBatchDraft } from '#renderer/stores/batchDraft.ts'
import { ManagerSelect, NOBODY } from './ManagerSelect.tsx'
import { Sight } from './Sight.tsx'
import './managers.css'

const number = new Intl.NumberFormat('en-US')

export function AssignPage() {
  const { t } = useTranslation('managers')
  const allowed = usePermitted('customer.assign')
  const draft = useBatchDraft((drafts) => drafts.draft)
  if (allowed === null) return <Spin className="customers-wait" />
  if (allowed && draft) return <Assign draft={draft} />
  return (
    <Page title={t('batch.title')}>
      <EmptyState
        kind={allowed ? 'nothing-yet' : 'no-right'}
        title={t(allowed ? 'batch.nobody' : 'noRight')}
        text={t(allowed ? 'batch.nobodyText' : 'noRightText')}
      />
      {allowed && (
        <p className="batch-line">
          <Link to="/customers">{t('batch.toList')}</Link>
        </p>
      )}
    </Page>
  )
}

function Assign({ draft }: { draft: BatchDraft }) {
  const { t } = useTranslation('managers')
  const { t: tb } = useTranslation('batches')
  const navigate = useNavigate()
  const field = useId()
  const begin = useBatchDraft((drafts) => drafts.begin)
  const [to, setTo] = useState<string | null>(null)
  const [groupId, setGroupId] = useState('')
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const asOf = useRead(api.organization.listManagers, {}).data?.asOf ?? null
  const rehearse = useWrite(api.batches.rehearse, { onDone: () => setGroupId(crypto.randomUUID()) })
  const accept = useWrite(api.batches.accept, {
    onDone: (accepted) => {
      begin(null)
      void navigate({ to: '/batches/$groupId', params: { groupId: accepted.groupId } })
    },
  })
  const { source, label, count } = draft
  const choose = (next: string): void => {
    setTo(next)
    rehearse.mutate({
      source,
      terms: next === NOBODY ? { kind: 'managers.takeBack' } : { kind: 'managers.assign', manager: next },
    })
  }
  const view = rehearse.isPending ? undefined : rehearse.data
  return (
    <Page title={t('batch.title')} beside={<AsOf at={asOf} offline={offline} />}>
      <Panel title={t('batch.who')}>
        <div className="batch-section">
          <strong>{count === null ? label : t('batch.chosen', { n: number.format(count) })}</strong>
          <label htmlFor={field}>{t('to')}</label>
          <ManagerSelect id={field} value={to} autoFocus onChange={choose} />
          <p className="quiet">{t('counts')}</p>
          {rehearse.error && <ErrorNotice error={rehearse.error} />}
        </div>
      </Panel>
      {rehearse.isPending && <Spin className="customers-wait" />}
      {view && (
        <Panel title={t('batch.effect')}>
          <RehearsalPanel key={view.rehearsalId} view={view} offline={offline}>
            <Sight effects={view.effects} />
          </RehearsalPanel>
          <div className="batch-end">
            <Button
              type="primary"
              disabled={view.can === 0}
              loading={accept.isPending}
              onClick={() =>
                accept.mutate({
                  rehearsalId: view.rehearsalId,
                  groupId,
                  label: label.slice(0, 128),
                  release: true,
                })
              }
            >
              {t(to === NOBODY ? 'batch.takeBackN' : 'batch.assignN', { n: number.format(view.can) })}
            </Button>
            <span className="quiet">{offline ? t('offline') : tb('rehearse.online')}</span>
          </div>
          {accept.error && <ErrorNotice error={accept.error} />}
        </Panel>
      )}
    </Page>
  )
}
