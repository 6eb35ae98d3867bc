/** Grants 拨款 or reclaims 回收 to many: whom, how much, a rehearsal, the word, and only then the batch. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Segmented, Spin } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page, Panel } from '#renderer/app/Page.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { RehearsalPanel } from '#renderer/parts/batch/RehearsalPanel.tsx'
import { useWho } from '#renderer/parts/batch/useWho.ts'
import { Who } from '#renderer/parts/batch/Who.tsx'
import { ConfirmDanger } from '#renderer/parts/ConfirmDanger.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { foldWidth, isComposing } from '#renderer/parts/fold.ts'
import { refusalText } from '#renderer/parts/intent.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import { rmbCapitals } from '#shared/capitals.ts'
import type { MoveTerms, RehearsalView } from '#shared/contract/batches.ts'
import { fen, formatYuan } from '#shared/money.ts'
import { parseAmount } from '#shared/rules/funds.ts'
import type { MoveKind } from './MoveDialog.tsx'
import '../funds.css'

const number = new Intl.NumberFormat('en-US')

export function MovePage() {
  const { t } = useTranslation('funds')
  const { kind } = useSearch({ strict: false }) as { kind?: unknown }
  const allowed = usePermitted('funds.move')
  if (allowed === null) return <Spin className="customers-wait" />
  const asked: MoveKind = kind === 'reclaim' ? 'reclaim' : 'grant'
  if (!allowed) {
    return (
      <Page title={t(`batch.${asked}`)}>
        <EmptyState kind="no-right" title={t('batch.noRight')} text={t('batch.noRightText')} />
      </Page>
    )
  }
  return <Move key={asked} kind={asked} />
}

function Move({ kind }: { kind: MoveKind }) {
  const { t } = useTranslation('funds')
  const { t: tb } = useTranslation('batches')
  const { t: outbox } = useTranslation('outbox')
  const navigate = useNavigate()
  const field = useId()
  const who = useWho(`funds.${kind}`)
  const [typed, setTyped] = useState('')
  const [rehearsal, setRehearsal] = useState<{ view: RehearsalView; key: string } | null>(null)
  const [groupId, setGroupId] = useState('')
  const [confirming, setConfirming] = useState(false)
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const balance = useRead(api.funds.partnerBalance, {}).data
  const accept = useWrite(api.batches.accept, {
    onDone: (accepted) => {
      who.forget()
      void navigate({ to: '/batches/$groupId', params: { groupId: accepted.groupId } })
    },
  })
  const rehearse = useWrite(api.batches.rehearse)
  const verb = t(`move.${kind}`)

  const mayBeEmpty = who.amountInFile || who.draft?.source.from === 'group'
  const parsed = typed.trim() === '' && mayBeEmpty ? null : parseAmount(foldWidth(typed))
  const problem = parsed && !parsed.ok && typed.trim() !== '' ? parsed.refusal : null
  const terms: MoveTerms | null =
    parsed && !parsed.ok ? null : { kind: `funds.${kind}`, amount: parsed ? parsed.amount : null }
  const { source } = who
  const key = JSON.stringify([source, terms, who.checked?.checkedAt])
  // What was rehearsed is no longer what stands above.
  const shown = rehearsal?.key === key ? rehearsal.view : null
  const play = (): void => {
    if (source === null || terms === null || rehearse.isPending) return
    rehearse.mutate(
      { source, terms },
      {
        onSuccess: (view) => {
          setRehearsal({ view, key })
          setGroupId(crypto.randomUUID())
        },
      },
    )
  }
  const n = number.format(shown?.can ?? 0)
  const sum = formatYuan(fen(shown?.cost ?? 0))
  return (
    <Page
      title={t(`batch.${kind}`)}
      beside={<AsOf at={balance?.asOf ?? null} offline={offline} />}
      actions={
        <Segmented<MoveKind>
          aria-label={t('batch.kind')}
          value={kind}
          options={(['grant', 'reclaim'] as const).map((value) => ({ value, label: t(`move.${value}`) }))}
          onChange={(next) => void navigate({ to: '/funds/move', search: { kind: next }, replace: true })}
        />
      }
    >
      <Panel title={t(kind === 'grant' ? 'batch.who' : 'batch.whoReclaim')}>
        <Who
          draft={who.draft}
          importId={who.importId}
          opening={who.open.isPending}
          error={who.open.error}
          hint={t('batch.fileHint')}
          onFile={who.read}
          onOther={who.forget}
        />
      </Panel>
      <Panel title={t('batch.terms')}>
        <div className="batch-section">
          <div className="funds-term">
            <label htmlFor={field}>{t('batch.each')}</label>
            <Input
              id={field}
              inputMode="decimal"
              autoComplete="off"
              placeholder={t(who.amountInFile ? 'batch.fromFile' : 'move.placeholder')}
              value={typed}
              status={problem ? 'error' : ''}
              aria-invalid={problem !== null}
              aria-describedby={`${field}-said`}
              onChange={(event) => setTyped(event.target.value)}
              onBlur={() => setTyped(foldWidth(typed).trim())}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && !isComposing(event)) play()
              }}
            />
            <span id={`${field}-said`} role="alert" className="batch-problem">
              {problem && refusalText(outbox, { ...problem, detail: problem.detail ?? null })}
            </span>
          </div>
          <p className="quiet">{t(kind === 'grant' ? 'move.formula' : 'move.cashOnly')}</p>
          <div className="batch-end">
            <Button
              type={shown ? 'default' : 'primary'}
              disabled={source === null || terms === null}
              loading={rehearse.isPending}
              onClick={play}
            >
              {tb(shown ? 'rehearse.again' : 'rehearse.act')}
            </Button>
            {who.importId !== null && source === null && <span className="quiet">{t('batch.fileFirst')}</span>}
          </div>
          {rehearse.error && <ErrorNotice error={rehearse.error} onRetry={play} />}
        </div>
      </Panel>
      {shown && (
        <Panel title={t('batch.rehearsal')}>
          <RehearsalPanel key={shown.rehearsalId} view={shown} offline={offline} />
          <div className="batch-end">
            <Button type="primary" danger disabled={shown.can === 0} onClick={() => setConfirming(true)}>
              {t(offline ? 'batch.actOffline' : 'batch.act', { verb, n, sum })}
            </Button>
            <span className="quiet">{tb(offline ? 'rehearse.offline' : 'rehearse.online')}</span>
          </div>
          <ConfirmDanger
            open={confirming}
            title={t('batch.confirmTitle', { verb, n, sum })}
            action={t(offline ? 'batch.actOffline' : 'batch.act', { verb, n, sum })}
            busy={accept.isPending}
            onConfirm={() =>
              accept.mutate(
                {
                  rehearsalId: shown.rehearsalId,
                  groupId,
                  label: who.label.slice(0, 128),
                  release: !offline,
                },
                { onSettled: () => setConfirming(false) },
              )
            }
            onCancel={() => setConfirming(false)}
          >
            <p>{t('batch.confirmText', { capitals: rmbCapitals(fen(shown.cost)) })}</p>
          </ConfirmDanger>
          {accept.error && <ErrorNotice error={accept.error} />}
        </Panel>
      )}
    </Page>
  )
}
