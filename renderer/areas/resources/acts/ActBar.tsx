/** What may be done with the chosen main resources, or why not; everything goes with the customer's credential (R-ORD-29). */
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refusalText } from '#renderer/parts/intent.ts'
import type { PeriodResource } from '#shared/contract/resources.ts'
import { RESOURCES_A_CALL } from '#shared/rules/resources.ts'
import { ExpiryDialog } from './ExpiryDialog.tsx'
import { RenewDialog } from './RenewDialog.tsx'
import { SettingsDialog, ToOnDemandDialog } from './SimpleDialogs.tsx'
import { UnsubscribeDialog } from './UnsubscribeDialog.tsx'

type Act = 'renew' | 'expiry' | 'toOnDemand' | 'unsubscribe' | 'settings'

const dialogs = {
  renew: RenewDialog,
  expiry: ExpiryDialog,
  toOnDemand: ToOnDemandDialog,
  unsubscribe: UnsubscribeDialog,
} as const

export function ActBar({
  customerId,
  chosen,
  online,
  refusal,
  onDone,
}: {
  customerId: string
  chosen: readonly PeriodResource[]
  online: boolean
  /** By the mirrored authorization; null = it may be tried, and is checked live then. */
  refusal: { readonly rule: string; readonly reason: string } | null
  onDone: () => void
}) {
  const { t } = useTranslation('resources')
  const { t: outbox } = useTranslation('outbox')
  const [act, setAct] = useState<Act | null>(null)
  const many = chosen.length > RESOURCES_A_CALL
  const able = online && refusal === null
  const close = (): void => {
    setAct(null)
    onDone()
  }
  const Dialog = act === null || act === 'settings' ? null : dialogs[act]
  const why = refusal
    ? refusalText(outbox, refusal)
    : !online
      ? t('act.offline')
      : many
        ? t('act.many', { most: RESOURCES_A_CALL })
        : chosen.length === 0
          ? t('act.choose')
          : t('act.chosen', { n: chosen.length })
  return (
    <div className="act-bar" role="toolbar" aria-label={t('act.label')}>
      {(['renew', 'expiry', 'toOnDemand', 'unsubscribe'] as const).map((name) => (
        <Button
          key={name}
          size="small"
          danger={name === 'unsubscribe'}
          disabled={!able || many || chosen.length === 0}
          onClick={() => setAct(name)}
        >
          {t(`act.${name}`)}
        </Button>
      ))}
      <Button size="small" disabled={!able} onClick={() => setAct('settings')}>
        {t('act.settings')}
      </Button>
      <span className="quiet">{why}</span>
      {Dialog && <Dialog customerId={customerId} resources={chosen} onClose={close} />}
      {act === 'settings' && <SettingsDialog customerId={customerId} onClose={close} />}
    </div>
  )
}
