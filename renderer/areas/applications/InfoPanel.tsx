/** What must be so before anything is applied for (R-INC-01, R-INC-15, R-INC-16), and the automatic application. */
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import type { BusinessInfo } from '#shared/contract/applications.ts'
import { fen, formatYuan } from '#shared/money.ts'
import { AutoApplyDialog } from './AutoApplyDialog.tsx'
import { rateText, wordOf } from './cells.tsx'

export function InfoPanel({ info, offline }: { info: BusinessInfo | null; offline: boolean }) {
  const { t } = useTranslation('applications')
  const mayConfirm = usePermitted('incentive.confirm') === true
  const [switching, setSwitching] = useState(false)
  const states: Record<string, string> = t('info.status', { returnObjects: true })
  const status = info?.status ?? null
  const said =
    info === null
      ? t('info.status.absent')
      : (status !== null && ['COMPLETE', 'INCOMPLETE', 'IN_REVIEW', 'NONE'].includes(status) && states[status]) ||
        t('info.status.unknown', { status: status ?? '' })
  return (
    <Panel title={t('info.title')}>
      <Alert type={status === 'COMPLETE' ? 'success' : 'warning'} showIcon title={said} />
      {info && (
        <dl className="applications-facts applications-wide">
          <dt>{t('info.supplier')}</dt>
          <dd>{info.supplierName ?? t('none')}</dd>
          <dt>{t('info.taxNumber')}</dt>
          <dd>{info.taxNumber ?? t('none')}</dd>
          <dt>{t('info.bank')}</dt>
          <dd>
            {info.bankName} {info.bankAccount} <span className="quiet">{t('info.bankNote')}</span>
          </dd>
          <dt>{t('info.party')}</dt>
          <dd>{info.contractParty ?? t('none')}</dd>
          <dt>{t('info.debts')}</dt>
          <dd>
            {info.debts.length === 0
              ? t('info.noDebts')
              : info.debts
                  .map(({ taxRate, amount }) =>
                    t('info.debt', { rate: rateText(taxRate), amount: formatYuan(fen(amount)) }),
                  )
                  .join('　')}
          </dd>
          <dt>{t('auto.label')}</dt>
          <dd>
            {info.autoApply ? t('auto.on', { form: wordOf(t, 'forms', info.autoPayoutForm) }) : t('auto.off')}{' '}
            {mayConfirm && (
              <Button
                size="small"
                disabled={offline}
                title={offline ? t('auto.offline') : undefined}
                onClick={() => setSwitching(true)}
              >
                {info.autoApply ? t('auto.turnOff') : t('auto.turnOn')}
              </Button>
            )}
          </dd>
        </dl>
      )}
      {switching && info && <AutoApplyDialog enabled={info.autoApply} onClose={() => setSwitching(false)} />}
    </Panel>
  )
}
