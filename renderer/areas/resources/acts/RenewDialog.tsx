/** Renewal 续订: the term as bought, prices and refusals of this moment, and whether it is paid at once (R-ORD-28). */
import { Checkbox, InputNumber, Select, Spin, Table } from 'antd'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf } from '#renderer/areas/customers/dates.ts'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { refusalText } from '#renderer/parts/intent.ts'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { PeriodResource } from '#shared/contract/resources.ts'
import { fen, formatYuan, sumFen } from '#shared/money.ts'
import { boughtTerm, MONTH, refuseBalance, refuseTerm, type Term, YEAR } from '#shared/rules/resources.ts'
import { formatBeijing } from '#shared/time.ts'
import { ActDialog } from './ActDialog.tsx'
import { useActs } from './useActs.ts'

export function RenewDialog({
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
  const [first] = resources
  const [term, setTerm] = useState<Term>(() => boughtTerm(first?.effectiveAt ?? null, first?.expireAt ?? null))
  const [payNow, setPayNow] = useState(false)
  const acts = useActs(api.resources.renew, customerId)
  const asking = useWrite(api.resources.renewalQuotes)
  const { mutate, data } = asking
  const field = useId()
  const wrong = refuseTerm(term)
  const ask = (): void => {
    if (wrong === null) mutate({ customerId, resourceIds: resources.map(({ resourceId }) => resourceId), ...term })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the term is what is asked for
  useEffect(ask, [term.periodType, term.periodNum])
  // An answer for another term is none.
  const quotes = asking.isPending ? null : data
  const quoteOf = (resourceId: string) => quotes?.rows.find((row) => row.resourceId === resourceId)
  const renewing = resources.filter(({ resourceId }) => quoteOf(resourceId)?.refusal === null)
  const total = sumFen(renewing.map(({ resourceId }) => fen(quoteOf(resourceId)?.official ?? 0)))
  const short = quotes ? refuseBalance(quotes.balance, total, payNow) : null
  const ready = quotes != null && renewing.length > 0 && short === null && wrong === null
  const submit = (): void =>
    acts.submit(
      renewing.map(({ resourceId }) => {
        const price = quoteOf(resourceId)?.official ?? null
        return { payload: { customerId, resourceId, ...term, payNow, price }, basis: { price } }
      }),
    )
  return (
    <ActDialog
      title={t('renew.title', { n: resources.length })}
      action={t(payNow ? 'renew.actPay' : 'renew.act', { n: renewing.length, amount: formatYuan(total) })}
      ready={ready}
      resources={renewing}
      acts={acts}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="act-line">
        <label htmlFor={field}>{t('renew.term')}</label>
        <InputNumber
          id={field}
          min={1}
          max={term.periodType === YEAR ? 3 : 11}
          value={term.periodNum}
          onChange={(value) => setTerm({ ...term, periodNum: Number(value ?? 1) })}
        />
        <Select
          aria-label={t('renew.unit')}
          value={term.periodType}
          options={[
            { value: MONTH, label: t('renew.months') },
            { value: YEAR, label: t('renew.years') },
          ]}
          onChange={(periodType: Term['periodType']) => setTerm({ periodType, periodNum: 1 })}
        />
        <span className="quiet">{t('renew.preset')}</span>
        {asking.isPending && <Spin size="small" />}
      </div>
      {wrong && <p className="act-problem">{refusalText(outbox, { ...wrong, detail: wrong.detail ?? null })}</p>}
      {asking.error && <ErrorNotice error={asking.error} onRetry={ask} />}
      <Table<PeriodResource>
        size="small"
        rowKey="resourceId"
        dataSource={resources}
        pagination={false}
        columns={[
          { title: t('column.name'), key: 'name', render: (_, { name, resourceId }) => name ?? resourceId },
          {
            title: t('column.expireAt'),
            key: 'expireAt',
            render: (_, { expireAt }) => expireAt !== null && <time>{dayOf(expireAt)}</time>,
          },
          {
            title: t('renew.price'),
            key: 'price',
            align: 'right',
            render: (_, { resourceId }) => {
              const quote = quoteOf(resourceId)
              if (!quote) return null
              if (quote.refusal)
                return (
                  <span className="act-problem">
                    {refusalText(outbox, { ...quote.refusal, detail: quote.refusal.detail ?? null })}
                  </span>
                )
              return quote.official !== null && <Money amount={quote.official} strong />
            },
          },
          {
            title: t('renew.best'),
            key: 'best',
            align: 'right',
            render: (_, { resourceId }) => {
              const best = quoteOf(resourceId)?.best ?? null
              return best !== null && <Money amount={best} />
            },
          },
        ]}
      />
      <Checkbox checked={payNow} onChange={(event) => setPayNow(event.target.checked)}>
        {t('renew.payNow')}
      </Checkbox>
      {quotes && (
        <p>
          {quotes.balance !== null && t('renew.balance', { amount: formatYuan(fen(quotes.balance)) })}{' '}
          <span className="quiet">{t('act.liveAt', { at: formatBeijing(quotes.at).slice(11) })}</span>
        </p>
      )}
      {short && <p className="act-problem">{refusalText(outbox, { ...short, detail: short.detail ?? null })}</p>}
      <p className="quiet">{t(payNow ? 'renew.payText' : 'renew.unpaidText')}</p>
    </ActDialog>
  )
}
