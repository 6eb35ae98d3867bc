/** Columns of the order list. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { instant, money, plain } from '#renderer/areas/coupons/cells.tsx'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import type { LedgerColumn } from '#renderer/parts/ledger/types.ts'
import type { OrderRow } from '#shared/contract/orders.ts'
import { orderStates } from '#shared/rules/orders.ts'
import { formatBeijing } from '#shared/time.ts'
import { type CodeField, codesOf } from './codes.ts'
import { TimeLeft } from './TimeLeft.tsx'

export function useOrderColumns(onOpen: (row: OrderRow) => void): LedgerColumn<OrderRow>[] {
  const { t } = useTranslation('orders')
  const { t: tp } = useTranslation('parts')
  return useMemo(() => {
    const codes = codesOf(t)
    const coded = (field: CodeField, width: number): LedgerColumn<OrderRow> => ({
      key: field,
      title: t(`column.${field}`),
      width,
      text: (row) => {
        const code = row[field]
        return code === null || code === '' ? '' : (codes[field][code]?.label ?? tp('code.unknown', { value: code }))
      },
      cell: (row) => <CodeTag value={row[field]} known={codes[field]} />,
    })
    return [
      plain<OrderRow>(
        { key: 'orderId', title: t('column.orderId'), width: 190, kind: 'id', frozen: 'start', required: true },
        (row) => row.orderId,
      ),
      plain<OrderRow>(
        { key: 'customer', title: t('column.customer'), width: 170 },
        (row) => row.customerName || row.customerId,
      ),
      coded('status', 96),
      {
        key: 'left',
        title: t('column.left'),
        width: 130,
        text: (row) =>
          row.status === orderStates.pendingPayment && row.pendingUntil !== null ? formatBeijing(row.pendingUntil) : '',
        cell: (row) =>
          row.status === orderStates.pendingPayment && row.pendingUntil !== null ? (
            <TimeLeft until={row.pendingUntil} />
          ) : null,
      },
      coded('orderType', 110),
      plain<OrderRow>(
        { key: 'service', title: t('column.service'), width: 170 },
        (row) => row.serviceName ?? row.serviceCode,
      ),
      money<OrderRow>({ key: 'amount', title: t('column.amount'), width: 130, sort: 'amount' }, (row) => row.amount),
      money<OrderRow>({ key: 'official', title: t('column.official'), width: 130 }, (row) => row.official),
      money<OrderRow>({ key: 'covered', title: t('column.covered'), width: 120 }, (row) => row.covered || null),
      instant<OrderRow>(
        { key: 'createdAt', title: t('column.createdAt'), width: 160, sort: 'createdAt' },
        (row) => row.createdAt,
      ),
      instant<OrderRow>({ key: 'paidAt', title: t('column.paidAt'), width: 160, sort: 'paidAt' }, (row) => row.paidAt),
      plain<OrderRow>({ key: 'manager', title: t('column.manager'), width: 110 }, (row) => row.manager),
      coded('source', 100),
      plain<OrderRow>({ key: 'members', title: t('column.members'), width: 100 }, (row) =>
        row.members > 0 ? t('list.members', { n: row.members }) : null,
      ),
      plain<OrderRow>({ key: 'agentPaid', title: t('column.agentPaid'), width: 90 }, (row) =>
        row.agentPaid ? t('filter.yes') : null,
      ),
      {
        key: 'actions',
        title: t('column.actions'),
        width: 70,
        frozen: 'end',
        required: true,
        actions: true,
        text: () => '',
        cell: (row) => (
          <button type="button" className="link-button" tabIndex={-1} onClick={() => onOpen(row)}>
            {t('list.open')}
          </button>
        ),
      },
    ]
  }, [t, tp, onOpen])
}
