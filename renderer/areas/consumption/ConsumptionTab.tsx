/** A customer's consumption by product and month, with its age; every figure leads to its details. */
import { Table, type TableColumnsType } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { useNow } from '#renderer/parts/useNow.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { ConsumptionSum } from '#shared/contract/consumption.ts'
import { fen, formatYuan, sumFen } from '#shared/money.ts'
import { RESALE } from '#shared/rules/customers.ts'
import { billingMonth } from '#shared/time.ts'
import { type Asked, Details } from './Details.tsx'
import './consumption.css'

interface Product {
  readonly key: string
  readonly serviceCode: string
  readonly name: string
  readonly chargeMode: string
  readonly months: ReadonlyMap<string, ConsumptionSum>
  readonly total: number
}

const totalOf = (rows: readonly { readonly amount: number }[]): number => sumFen(rows.map(({ amount }) => fen(amount)))

function productsOf(rows: readonly ConsumptionSum[]): Product[] {
  const grouped = Map.groupBy(rows, ({ serviceCode, chargeMode }) => `${serviceCode} ${chargeMode}`)
  return [...grouped]
    .flatMap(([key, own]) => {
      const [first] = own
      if (!first) return []
      const { serviceCode, serviceName, chargeMode } = first
      const months = new Map(own.map((row) => [row.month, row]))
      return [{ key, serviceCode, name: serviceName ?? serviceCode, chargeMode, months, total: totalOf(own) }]
    })
    .sort((a, b) => b.total - a.total)
}

export function ConsumptionTab({
  customerId,
  associationType,
}: {
  customerId: string
  associationType: string | null
}) {
  const { t } = useTranslation('consumption')
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const sums = useRead(api.consumption.sums, { customerId })
  const now = useNow(3600_000)
  const [asked, setAsked] = useState<Asked | null>(null)
  const rows = sums.data?.rows
  const products = useMemo(() => productsOf(rows ?? []), [rows])
  const months = useMemo(() => [...new Set((rows ?? []).map(({ month }) => month))].sort().reverse(), [rows])
  const modes: Record<string, string> = t('modes', { returnObjects: true })
  const columns: TableColumnsType<Product> = [
    { title: t('product'), key: 'product', fixed: 'left', render: (_, { name }) => name },
    { title: t('mode'), key: 'mode', render: (_, { chargeMode }) => modes[chargeMode] ?? chargeMode },
    ...months.map((month) => ({
      title: month,
      key: month,
      align: 'right' as const,
      render: (_: unknown, product: Product) => {
        const sum = product.months.get(month)
        return (
          sum && (
            <button
              type="button"
              className="link-button consumption-figure"
              aria-label={`${formatYuan(fen(sum.amount))} ${t('openDetails', { month, product: product.name })}`}
              onClick={() =>
                setAsked({
                  month,
                  serviceCode: product.serviceCode,
                  product: product.name,
                  chargeMode: product.chargeMode,
                })
              }
            >
              <Money amount={sum.amount} />
            </button>
          )
        )
      },
    })),
    { title: t('total'), key: 'total', align: 'right', render: (_, { total }) => <Money amount={total} strong /> },
  ]
  const empty =
    sums.data?.asOf === null ? (
      <EmptyState kind="nothing-yet" title={t('notYet')} text={t('notYetText')} />
    ) : (
      <EmptyState
        kind="nothing-yet"
        title={t('empty')}
        text={t(associationType === RESALE ? 'emptyResale' : 'emptyOther')}
      />
    )
  return (
    <section className="block consumption-tab" aria-label={t('title')}>
      <div className="block-head">
        <h2>{t('title')}</h2>
        {sums.data && <AsOf at={sums.data.asOf} offline={offline} />}
        <button
          type="button"
          className="link-button consumption-open"
          onClick={() => setAsked({ month: months[0] ?? billingMonth(now) })}
        >
          {t('details')}
        </button>
      </div>
      {sums.error && <ErrorNotice error={sums.error} onRetry={() => void sums.refetch()} />}
      {sums.data && (
        <Table<Product>
          size="small"
          rowKey="key"
          dataSource={products}
          columns={columns}
          pagination={false}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: empty }}
          {...(products.length === 0
            ? {}
            : {
                summary: () => (
                  <Table.Summary.Row>
                    <Table.Summary.Cell index={0}>{t('monthTotal')}</Table.Summary.Cell>
                    <Table.Summary.Cell index={1} />
                    {months.map((month, n) => (
                      <Table.Summary.Cell key={month} index={n + 2} align="right">
                        <Money amount={totalOf((rows ?? []).filter((row) => row.month === month))} strong />
                      </Table.Summary.Cell>
                    ))}
                    <Table.Summary.Cell index={months.length + 2} align="right">
                      <Money amount={totalOf(rows ?? [])} strong />
                    </Table.Summary.Cell>
                  </Table.Summary.Row>
                ),
              })}
        />
      )}
      <p className="quiet">
        {t('note')} {t('timeOfUse')}
      </p>
      {asked && <Details customerId={customerId} asked={asked} onClose={() => setAsked(null)} />}
    </section>
  )
}
