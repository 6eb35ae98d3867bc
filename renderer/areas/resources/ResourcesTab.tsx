/** What a customer has, with its age; opening it while connected reads it at once. */
import { Button, Spin } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#renderer/app/commands.ts'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { AppErrorValue } from '#shared/errors.ts'
import { ActBar } from './acts/ActBar.tsx'
import { ActResult } from './acts/ActResult.tsx'
import { ExpiryTimeline } from './ExpiryTimeline.tsx'
import { OnDemandTable } from './OnDemandTable.tsx'
import { PackagesBlock } from './PackagesBlock.tsx'
import { PeriodTable } from './PeriodTable.tsx'
import './resources.css'

/** Acts shown below the resources. */
const LAST = 5

/** Younger facts are not asked for again by merely looking. */
const YOUNG_MS = 10 * 60_000

export function ResourcesTab({ customerId }: { customerId: string }) {
  const { t } = useTranslation('resources')
  const online = useRead(api.sync.status, {}).data?.connection === 'online'
  const period = useRead(api.resources.period, { customerId })
  const onDemand = useRead(api.resources.onDemand, { customerId })
  const mayAct = usePermitted('authorization.act') === true
  const authorization = useRead(api.authorizations.get, { customerId }, { enabled: mayAct })
  const [chosen, setChosen] = useState<readonly string[]>([])
  const refresh = useWrite(api.resources.refresh)
  const { mutate } = refresh
  const asked = useRef(false)
  const asOf = period.data?.asOf
  useEffect(() => {
    if (asked.current || !online || asOf === undefined) return
    asked.current = true
    if (asOf === null || Date.now() - asOf > YOUNG_MS) mutate({ customerId })
  }, [online, asOf, customerId, mutate])
  const again = online && !refresh.isPending ? () => mutate({ customerId }) : null
  useCommand('refresh', again)
  const away = asOf === undefined || online ? null : t(asOf === null ? 'never' : 'offline')
  const state = refresh.isPending ? t('reading') : away
  return (
    <div className="resources-tab">
      <div className="resources-state" role="status">
        {refresh.isPending && <Spin size="small" />}
        {state && <span className="quiet">{state}</span>}
        <Button size="small" disabled={again === null} onClick={() => again?.()} title="F5">
          {t('read')}
        </Button>
      </div>
      {refresh.error && <ErrorNotice error={refresh.error as AppErrorValue} onRetry={() => mutate({ customerId })} />}
      {[period, onDemand].map(
        (read, index) =>
          read.error && (
            // biome-ignore lint/suspicious/noArrayIndexKey: two fixed places
            <ErrorNotice key={index} error={read.error} onRetry={() => void read.refetch()} />
          ),
      )}
      {period.data && <ExpiryTimeline rows={period.data.rows} />}
      {period.data && (period.data.asOf !== null || period.data.total > 0) && (
        <section className="block" aria-label={t('period')}>
          <div className="block-head">
            <h2>{t('period')}</h2>
            <AsOf at={period.data.asOf} offline={!online} />
          </div>
          {mayAct && (
            <ActBar
              customerId={customerId}
              chosen={period.data.rows.filter(({ main, resourceId }) => main && chosen.includes(resourceId))}
              online={online}
              refusal={authorization.data?.refusal ?? null}
              onDone={() => setChosen([])}
            />
          )}
          <PeriodTable rows={period.data.rows} chosen={mayAct ? chosen : null} onChoose={setChosen} />
          <More {...period.data} />
        </section>
      )}
      {mayAct && <LastActs customerId={customerId} />}
      <PackagesBlock customerId={customerId} refusal={authorization.data?.refusal ?? null} />
      {onDemand.data && (onDemand.data.asOf !== null || onDemand.data.total > 0) && (
        <section className="block" aria-label={t('onDemand')}>
          <div className="block-head">
            <h2>{t('onDemand')}</h2>
            <AsOf at={onDemand.data.asOf} offline={!online} />
          </div>
          <OnDemandTable rows={onDemand.data.rows} />
          <More {...onDemand.data} />
        </section>
      )}
    </div>
  )
}

/** What was done last with this customer's resources, and what came of it. */
function LastActs({ customerId }: { customerId: string }) {
  const { t } = useTranslation('resources')
  const acts = useRead(api.resources.acts, { customerId }).data?.rows ?? []
  if (acts.length === 0) return null
  return (
    <section className="block" aria-label={t('act.last')}>
      <div className="block-head">
        <h2>{t('act.last')}</h2>
      </div>
      <ActResult named={null} acts={acts.slice(0, LAST)} />
    </section>
  )
}

function More({ rows, total }: { rows: readonly unknown[]; total: number }) {
  const { t } = useTranslation('resources')
  return rows.length < total ? <p className="quiet">{t('more', { total, shown: rows.length })}</p> : null
}
