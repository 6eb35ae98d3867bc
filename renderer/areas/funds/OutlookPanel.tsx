/** The partner's outlook: what may be granted, how fast it goes, when it runs out. */
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { BURN_DAYS } from '#shared/rules/funds.ts'
import { BalanceHistory } from './BalanceHistory.tsx'
import { OutlookLine } from './OutlookFacts.tsx'
import { ThresholdsDialog } from './ThresholdsDialog.tsx'

export function OutlookPanel() {
  const { t } = useTranslation('funds')
  const outlook = useRead(api.funds.outlook, {})
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const mayMove = usePermitted('funds.move') === true
  const [setting, setSetting] = useState(false)
  const { data } = outlook
  return (
    <Panel
      title={t('outlook.title')}
      beside={
        mayMove && (
          <Button size="small" onClick={() => setSetting(true)} disabled={!data}>
            {t('outlook.thresholds')}
          </Button>
        )
      }
    >
      {outlook.error && <ErrorNotice error={outlook.error} onRetry={() => void outlook.refetch()} />}
      {data && (
        <div className="outlook">
          <dl className="batch-figures">
            <div className="batch-figure">
              <dt>{t('outlook.partner')}</dt>
              <dd>{data.partner.net === null ? '—' : <Money amount={data.partner.net} strong />}</dd>
            </div>
            <div className="batch-figure">
              <dt>{t('outlook.perDay', { n: BURN_DAYS })}</dt>
              <dd>
                <OutlookLine outlook={data.partner} />
              </dd>
            </div>
          </dl>
          <BalanceHistory history={data.history} />
          <p className="quiet">
            {t('outlook.method')} <AsOf at={data.partner.asOf} offline={offline} />
          </p>
        </div>
      )}
      {setting && data && <ThresholdsDialog now={data.thresholds} onClose={() => setSetting(false)} />}
    </Panel>
  )
}
