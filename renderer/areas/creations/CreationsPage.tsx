/** Customers made here: the form with every check that needs no network, and each creation until it is linked (R-CUST-14). */
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Input, Radio, Spin } from 'antd'
import { useCallback, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page, Panel } from '#renderer/app/Page.tsx'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { whyText } from '#renderer/parts/batch/words.ts'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { foldWidth, isComposing } from '#renderer/parts/fold.ts'
import { IntentMark } from '#renderer/parts/IntentState.tsx'
import { refusalText } from '#renderer/parts/intent.ts'
import { PlainLedger } from '#renderer/parts/ledger/PlainLedger.tsx'
import type { LedgerColumn } from '#renderer/parts/ledger/types.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { CreateCustomer, CreationRow } from '#shared/contract/creations.ts'
import { refuseCreation } from '#shared/rules/creations.ts'
import { formatBeijing } from '#shared/time.ts'
import './creations.css'
import '#renderer/parts/batch/batch.css'

export function CreationsPage() {
  const { t } = useTranslation('creations')
  const allowed = usePermitted('customer.associate')
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const read = useRead(api.creations.list, {}, { enabled: allowed === true })
  if (allowed === null) return <Spin className="customers-wait" />
  if (!allowed)
    return (
      <Page title={t('title')}>
        <EmptyState kind="no-right" title={t('noRight')} text={t('noRightText')} />
      </Page>
    )
  return (
    <Page title={t('title')} beside={<AsOf at={read.data?.asOf ?? null} offline={offline} />}>
      <Panel title={t('form')}>
        <CreationForm offline={offline} />
      </Panel>
      <Panel title={t('list')}>
        {read.error && <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />}
        <Creations rows={read.data?.rows ?? []} />
      </Panel>
    </Page>
  )
}

const blank: CreateCustomer = { accountName: '', xaccountId: '', xaccountType: '', cooperation: 'resale' }

function CreationForm({ offline }: { offline: boolean }) {
  const { t } = useTranslation('creations')
  const { t: outbox } = useTranslation('outbox')
  const { done } = useNotices()
  const ids = { name: useId(), xaccount: useId(), type: useId() }
  const [typed, setTyped] = useState(blank)
  const [asked, setAsked] = useState(false)
  const [requestId, setRequestId] = useState(() => crypto.randomUUID())
  const name = useWrite(api.creations.checkName)
  const create = useWrite(api.creations.create, {
    onDone: ({ intents: [intent] }) => {
      if (intent?.state === 'refused') return
      done(t(offline ? 'queued' : 'submitted'))
      setTyped({ ...blank, xaccountType: typed.xaccountType })
      setAsked(false)
      setRequestId(crypto.randomUUID())
    },
  })
  const payload: CreateCustomer = {
    ...typed,
    accountName: foldWidth(typed.accountName).trim(),
    xaccountId: typed.xaccountId.trim(),
    xaccountType: typed.xaccountType.trim(),
  }
  const refusal = refuseCreation(payload, false)
  const noType = payload.xaccountType === ''
  const shown = asked || typed.accountName !== '' ? refusal : null
  const put = (change: Partial<CreateCustomer>): void => {
    setTyped({ ...typed, ...change })
    name.reset()
    create.reset()
  }
  const submit = (): void => {
    setAsked(true)
    if (refusal || noType || create.isPending) return
    create.mutate({ requestId, draft: false, release: true, items: [{ payload }] })
  }
  const refused = create.data?.intents[0]?.state === 'refused' ? create.data.intents[0] : null
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in any field submits, as in a form
    <div
      className="batch-section"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !isComposing(event) && event.target instanceof HTMLInputElement) submit()
      }}
    >
      <div className="batch-terms">
        <label htmlFor={ids.name}>{t('accountName')}</label>
        <span className="batch-line">
          <Input
            id={ids.name}
            className="creation-field"
            value={typed.accountName}
            maxLength={64}
            autoComplete="off"
            placeholder={t('accountNameHint')}
            onChange={(event) => put({ accountName: event.target.value })}
          />
          <Button
            disabled={offline || payload.accountName === '' || refusal?.reason.startsWith('name-') === true}
            loading={name.isPending}
            onClick={() => name.mutate({ accountName: payload.accountName })}
          >
            {t('check')}
          </Button>
          {name.data && <span role="status">{t(name.data.available ? 'available' : 'taken')}</span>}
        </span>
        <label htmlFor={ids.xaccount}>{t('xaccountId')}</label>
        <Input
          id={ids.xaccount}
          className="creation-field"
          value={typed.xaccountId}
          maxLength={128}
          autoComplete="off"
          onChange={(event) => put({ xaccountId: event.target.value })}
        />
        <label htmlFor={ids.type}>{t('xaccountType')}</label>
        <Input
          id={ids.type}
          className="creation-field"
          value={typed.xaccountType}
          maxLength={64}
          autoComplete="off"
          onChange={(event) => put({ xaccountType: event.target.value })}
        />
        <span>{t('cooperation')}</span>
        <Radio.Group
          aria-label={t('cooperation')}
          value={typed.cooperation}
          options={(['resale', 'consultative'] as const).map((value) => ({ value, label: t(`kinds.${value}`) }))}
          onChange={(event) => put({ cooperation: event.target.value as CreateCustomer['cooperation'] })}
        />
        <span role="alert" className="batch-problem">
          {shown && refusalText(outbox, { ...shown, detail: null })}
          {asked && !shown && noType && t('noType')}
        </span>
      </div>
      <p className="quiet">{t('note')}</p>
      {refused && (
        <Alert
          type="warning"
          showIcon
          title={refusalText(outbox, {
            rule: String(refused.detail?.['rule'] ?? ''),
            reason: String(refused.detail?.['reason'] ?? ''),
            detail: refused.detail,
          })}
        />
      )}
      {name.error && <ErrorNotice error={name.error} />}
      {create.error && <ErrorNotice error={create.error} onRetry={submit} />}
      <div className="batch-end">
        <Button type="primary" loading={create.isPending} onClick={submit}>
          {t(offline ? 'createOffline' : 'create')}
        </Button>
      </div>
    </div>
  )
}

const rowId = ({ intent }: CreationRow): string => intent.intentId

function Creations({ rows }: { rows: readonly CreationRow[] }) {
  const { t } = useTranslation('creations')
  const { t: batches } = useTranslation('batches')
  const { t: outbox } = useTranslation('outbox')
  const navigate = useNavigate()
  const columns = useMemo(
    (): LedgerColumn<CreationRow>[] => [
      { key: 'xaccountId', title: t('xaccountId'), width: 180, text: ({ xaccountId }) => xaccountId },
      { key: 'accountName', title: t('accountName'), width: 160, text: (row) => row.accountName || t('madeUp') },
      {
        key: 'state',
        title: t('state'),
        width: 120,
        text: ({ intent }) => intent.state,
        cell: ({ intent }) => <IntentMark intent={intent} />,
      },
      {
        key: 'link',
        title: t('link'),
        width: 330,
        text: ({ intent, customerId, linkedAt }) => {
          if (customerId !== null) return t('linked', { at: linkedAt === null ? '—' : formatBeijing(linkedAt) })
          return intent.state === 'done' ? t('notLinked') : whyText({ t: batches, outbox }, intent)
        },
      },
      { key: 'at', title: t('at'), width: 170, kind: 'date', text: ({ intent }) => formatBeijing(intent.acceptedAt) },
      { key: 'customerId', title: t('customerId'), width: 270, kind: 'id', text: (row) => row.customerId ?? '' },
    ],
    [t, batches, outbox],
  )
  const load = useCallback(
    async (at: number, limit: number) => ({ rows: rows.slice(at, at + limit), total: rows.length }),
    [rows],
  )
  return (
    <div className="creation-list">
      <PlainLedger
        label={t('list')}
        columns={columns}
        rowId={rowId}
        question="creations"
        version={JSON.stringify(rows.map(({ intent, customerId }) => [intent.changedAt, customerId]))}
        load={load}
        onOpen={({ intent, customerId }) =>
          void (customerId === null
            ? navigate({ to: '/outbox', search: { tab: 'all', intent: intent.intentId } })
            : navigate({ to: '/customers/$customerId', params: { customerId }, search: {} }))
        }
        empty={<EmptyState kind="nothing-yet" title={t('none')} text={t('noneText')} />}
      />
    </div>
  )
}
