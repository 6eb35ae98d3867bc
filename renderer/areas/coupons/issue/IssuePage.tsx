/** Coupons to many: whom, on which terms, a rehearsal, and only then the batch (domain: coupons.md, 下发). */
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page, Panel } from '#renderer/app/Page.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { RehearsalPanel } from '#renderer/parts/batch/RehearsalPanel.tsx'
import { useWho } from '#renderer/parts/batch/useWho.ts'
import { Who } from '#renderer/parts/batch/Who.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { RehearsalView } from '#shared/contract/batches.ts'
import { fen, formatYuan } from '#shared/money.ts'
import { Templates } from './Templates.tsx'
import { TermsForm } from './TermsForm.tsx'
import { noTerms, readTerms, type TermsText, textOf } from './terms.ts'
import { useQuotas } from './useQuotas.ts'

const number = new Intl.NumberFormat('en-US')

export function IssuePage() {
  const { t } = useTranslation('batches')
  const allowed = usePermitted('coupon.issue')
  if (allowed === null) return <Spin className="customers-wait" />
  if (!allowed) {
    return (
      <Page title={t('issue.title')}>
        <EmptyState kind="no-right" title={t('issue.noRight')} text={t('issue.noRightText')} />
      </Page>
    )
  }
  return <Issue />
}

function Issue() {
  const { t } = useTranslation('batches')
  const navigate = useNavigate()
  const who = useWho('coupons.issue')
  const { quotas, asOf, answered } = useQuotas()
  const [typed, setTyped] = useState<TermsText>(noTerms)
  const [rehearsal, setRehearsal] = useState<RehearsalView | null>(null)
  const [groupId, setGroupId] = useState('')
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const rehearse = useWrite(api.batches.rehearse, {
    onDone: (view) => {
      setRehearsal(view)
      setGroupId(crypto.randomUUID())
    },
  })
  const accept = useWrite(api.batches.accept, {
    onDone: (accepted) => {
      who.forget()
      void navigate({ to: '/batches/$groupId', params: { groupId: accepted.groupId } })
    },
  })
  const text: TermsText = typed.quotaId === null ? { ...typed, quotaId: quotas[0]?.quotaId ?? null } : typed
  const { terms, problem } = readTerms(text, !who.amountInFile && who.draft?.source.from !== 'group')
  const { source } = who
  const key = JSON.stringify([source, terms, who.checked?.checkedAt])
  // What was rehearsed is no longer what stands above.
  const [rehearsedKey, setRehearsedKey] = useState('')
  const shown = rehearsal !== null && rehearsedKey === key ? rehearsal : null
  const play = (): void => {
    if (source === null || terms === null || rehearse.isPending) return
    setRehearsedKey(key)
    rehearse.mutate({ source, terms })
  }
  const put = (next: TermsText): void => setTyped(next)
  return (
    <Page title={t('issue.title')} beside={<AsOf at={asOf} offline={offline} />}>
      <Panel title={t('issue.who')}>
        <Who
          draft={who.draft}
          importId={who.importId}
          opening={who.open.isPending}
          error={who.open.error}
          hint={t('issue.hint')}
          onFile={who.read}
          onOther={who.forget}
        />
      </Panel>
      <Panel title={t('issue.terms')}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter in any field rehearses, as in a form */}
        <div
          className="batch-section"
          onKeyDown={(event) => {
            if (event.key === 'Enter' && event.target instanceof HTMLInputElement && !event.nativeEvent.isComposing)
              play()
          }}
        >
          <Templates terms={terms} onUse={(used) => put(textOf(used))} />
          {answered && quotas.length === 0 && <Alert type="warning" showIcon title={t('terms.noQuota')} />}
          <TermsForm
            text={text}
            quotas={quotas}
            problem={problem}
            {...(who.amountInFile ? { faceHint: t('terms.faceFromFile') } : {})}
            onChange={put}
          />
          <div className="batch-end">
            <Button
              type={shown ? 'default' : 'primary'}
              disabled={source === null || terms === null}
              loading={rehearse.isPending}
              onClick={play}
            >
              {t(shown ? 'rehearse.again' : 'rehearse.act')}
            </Button>
            {who.importId !== null && source === null && <span className="quiet">{t('issue.fileFirst')}</span>}
          </div>
          {rehearse.error && <ErrorNotice error={rehearse.error} onRetry={play} />}
        </div>
      </Panel>
      {shown && (
        <Panel title={t('issue.rehearsal')}>
          <RehearsalPanel key={shown.rehearsalId} view={shown} offline={offline} />
          <div className="batch-end">
            <Button
              type="primary"
              disabled={shown.can === 0}
              loading={accept.isPending}
              onClick={() =>
                accept.mutate({
                  rehearsalId: shown.rehearsalId,
                  groupId,
                  label: who.label.slice(0, 128),
                  release: !offline,
                })
              }
            >
              {t(offline ? 'rehearse.acceptOffline' : 'rehearse.accept', {
                n: number.format(shown.can),
                sum: formatYuan(fen(shown.cost)),
              })}
            </Button>
            <span className="quiet">{t(offline ? 'rehearse.offline' : 'rehearse.online')}</span>
          </div>
          {accept.error && <ErrorNotice error={accept.error} />}
        </Panel>
      )}
    </Page>
  )
}
