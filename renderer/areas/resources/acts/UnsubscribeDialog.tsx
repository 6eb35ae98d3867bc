/** Unsubscription 退订: what comes back, told before; a fee agreed to by a tick (R-ORD-34); and the word asked twice. */
import { Alert, Checkbox, Input, Radio, Select, Spin, Table } from 'antd'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDanger } from '#renderer/parts/ConfirmDanger.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { refusalText } from '#renderer/parts/intent.ts'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { PeriodResource, RefundPreview } from '#shared/contract/resources.ts'
import type { AppErrorValue } from '#shared/errors.ts'
import { fen, formatYuan, sumFen } from '#shared/money.ts'
import { RENEWAL_ONLY, WHOLE } from '#shared/rules/resources.ts'
import { ActDialog } from './ActDialog.tsx'
import { useActs } from './useActs.ts'

type Type = typeof WHOLE | typeof RENEWAL_ONLY
const reasons = [1, 2, 3, 4, 5] as const

/** One after the other: a preview is several readings of the partner's. */
function usePreviews(customerId: string, resources: readonly PeriodResource[], type: Type) {
  const { mutateAsync } = useWrite(api.resources.refundPreview)
  const [previews, setPreviews] = useState<ReadonlyMap<string, RefundPreview>>(new Map())
  const [error, setError] = useState<AppErrorValue | null>(null)
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the kind is what is asked for; the resources are the dialogue's
  useEffect(() => {
    let over = false
    setPreviews(new Map())
    setError(null)
    void (async () => {
      for (const { resourceId } of resources) {
        try {
          const preview = await mutateAsync({ customerId, resourceId, type })
          if (over) return
          setPreviews((before) => new Map([...before, [resourceId, preview]]))
        } catch (cause) {
          if (!over) setError(cause as AppErrorValue)
          return
        }
      }
    })()
    return () => {
      over = true
    }
  }, [customerId, type, round])
  return { previews, error, again: () => setRound(round + 1) }
}

export function UnsubscribeDialog({
  customerId,
  resources,
  onClose,
}: {
  customerId: string
  resources: readonly PeriodResource[]
  onClose: () => void
}) {
  const { t } = useTranslation('resources')
  const { t: outbox } = useTranslation('outbox')
  const [type, setType] = useState<Type>(WHOLE)
  const [reasonType, setReasonType] = useState<number>(5)
  const [reason, setReason] = useState('')
  const [feeAccepted, setFeeAccepted] = useState(false)
  const [sure, setSure] = useState(false)
  const field = useId()
  const acts = useActs(api.resources.unsubscribe, customerId)
  const { previews, error, again } = usePreviews(customerId, resources, type)
  const leaving = resources.filter(({ resourceId }) => previews.get(resourceId)?.refusal === null)
  const known = leaving.flatMap(({ resourceId }) => previews.get(resourceId)?.refund ?? [])
  const total = sumFen(known.map(fen))
  const needsTick = leaving.some(({ resourceId }) => previews.get(resourceId)?.full !== true)
  const whole = previews.size === resources.length
  const ready = whole && leaving.length > 0 && (!needsTick || feeAccepted)
  const label = leaving.length === 1 ? (leaving[0]?.name ?? leaving[0]?.resourceId ?? '') : t('unsubscribe.word')
  const submit = (): void => {
    setSure(false)
    acts.submit(
      leaving.map(({ resourceId }) => {
        const preview = previews.get(resourceId)
        const refund = preview?.refund ?? null
        return {
          payload: { customerId, resourceId, type, reasonType, reason: reason.trim(), feeAccepted, refund },
          basis: { refund, expireAt: preview?.until ?? null },
        }
      }),
    )
  }
  return (
    <>
      <ActDialog
        title={t('unsubscribe.title', { n: resources.length })}
        action={t('unsubscribe.next')}
        danger
        ready={ready}
        resources={leaving}
        acts={acts}
        onSubmit={() => setSure(true)}
        onClose={onClose}
      >
        <Radio.Group
          value={type}
          onChange={(event) => setType(event.target.value as Type)}
          options={[
            { value: WHOLE, label: t('unsubscribe.whole') },
            { value: RENEWAL_ONLY, label: t('unsubscribe.renewalOnly') },
          ]}
        />
        {error && <ErrorNotice error={error} onRetry={again} />}
        <Table<PeriodResource>
          size="small"
          rowKey="resourceId"
          dataSource={resources}
          pagination={false}
          columns={[
            {
              title: t('column.name'),
              key: 'name',
              render: (_, { name, resourceId }) => {
                const dependants = previews.get(resourceId)?.dependants ?? 0
                return (
                  <>
                    {name ?? resourceId}
                    {dependants > 0 && <div className="quiet">{t('dependants', { n: dependants })}</div>}
                  </>
                )
              },
            },
            ...(['paid', 'consumed', 'refund'] as const).map((key) => ({
              title: t(`unsubscribe.${key}`),
              key,
              align: 'right' as const,
              render: (_: unknown, { resourceId }: PeriodResource) => {
                const preview = previews.get(resourceId)
                if (!preview) return error ? null : <Spin size="small" />
                const amount = preview[key]
                return amount !== null && <Money amount={amount} strong={key === 'refund'} />
              },
            })),
            {
              title: t('unsubscribe.note'),
              key: 'note',
              render: (_, { resourceId }) => {
                const preview = previews.get(resourceId)
                if (!preview) return null
                if (preview.refusal)
                  return (
                    <span className="act-problem">
                      {refusalText(outbox, { ...preview.refusal, detail: preview.refusal.detail ?? null })}
                    </span>
                  )
                if (preview.refund === null) return t('unsubscribe.unknown')
                if (preview.withinFiveDays) return t('unsubscribe.fiveDays')
                return (preview.coupon ?? 0) > 0
                  ? t('unsubscribe.coupon', { amount: formatYuan(fen(preview.coupon ?? 0)) })
                  : null
              },
            },
          ]}
        />
        {whole && leaving.length > 0 && (
          <p>
            <strong>{t('unsubscribe.total', { amount: formatYuan(total) })}</strong>{' '}
            <span className="quiet">{t('unsubscribe.formula')}</span>
          </p>
        )}
        <div className="act-line">
          <label htmlFor={field}>{t('unsubscribe.reason')}</label>
          <Select
            id={field}
            className="act-reason"
            value={reasonType}
            options={reasons.map((value) => ({ value, label: t(`unsubscribe.reasons.${value}`) }))}
            onChange={setReasonType}
          />
          <Input
            aria-label={t('unsubscribe.reasonText')}
            placeholder={t('unsubscribe.reasonText')}
            maxLength={512}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        {needsTick && (
          <Checkbox checked={feeAccepted} onChange={(event) => setFeeAccepted(event.target.checked)}>
            {t('unsubscribe.fee')}
          </Checkbox>
        )}
      </ActDialog>
      <ConfirmDanger
        open={sure}
        title={t('unsubscribe.sure', { n: leaving.length })}
        action={t('unsubscribe.act', { n: leaving.length })}
        typed={label}
        busy={acts.pending}
        onConfirm={submit}
        onCancel={() => setSure(false)}
      >
        <Alert type="error" showIcon title={t('unsubscribe.warning')} />
        <p>{t('unsubscribe.total', { amount: formatYuan(total) })}</p>
      </ConfirmDanger>
    </>
  )
}
