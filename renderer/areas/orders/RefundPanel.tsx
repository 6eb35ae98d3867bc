/** What a refund consists of, as the partner tells it now; R-ORD-35. */
import { Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { RefundRow } from '#shared/contract/orders.ts'
import { fen, formatYuan } from '#shared/money.ts'
import { refundSums } from '#shared/rules/orders.ts'

export function RefundPanel({ orderId, offline }: { orderId: string; offline: boolean }) {
  const { t } = useTranslation('orders')
  const read = useRead(api.orders.refund, { orderId }, { enabled: !offline })
  const refund = read.data
  const sums = refund && refundSums(refund.rows.map(({ amount }) => amount))
  return (
    <Panel title={t('refund.title')} beside={refund && <AsOf at={refund.asOf} offline={offline} />}>
      {read.error && <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />}
      {!refund && !read.error && <p className="quiet">{t(offline ? 'refund.offline' : 'refund.asking')}</p>}
      {refund && sums && (
        <>
          <p>
            {t('refund.sums', { refunded: formatYuan(fen(-sums.refunded)), kept: formatYuan(sums.kept) })}{' '}
            <Button type="link" size="small" onClick={() => void read.refetch()}>
              {t('card.refresh')}
            </Button>
          </p>
          <Table<RefundRow>
            size="small"
            rowKey="id"
            pagination={false}
            scroll={{ x: 'max-content' }}
            dataSource={refund.rows}
            columns={[
              { title: t('refund.kind'), render: (_, { amount }) => t(amount < 0 ? 'refund.back' : 'refund.kept') },
              { title: t('line.service'), render: (_, row) => row.serviceName ?? '' },
              { title: t('refund.resource'), render: (_, row) => row.resourceName ?? '' },
              { title: t('refund.region'), render: (_, row) => row.region ?? '' },
              { title: t('refund.amount'), align: 'right', render: (_, { amount }) => <Money amount={amount} /> },
              { title: t('refund.base'), render: (_, row) => row.baseOrderId ?? '' },
            ]}
          />
        </>
      )}
    </Panel>
  )
}
