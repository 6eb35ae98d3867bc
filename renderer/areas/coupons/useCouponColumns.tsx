/** Columns of the issued coupons and of the use records. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerColumn } from '#renderer/parts/ledger/types.ts'
import type { CouponRow } from '#shared/contract/coupons.ts'
import { coded, instant, money, plain } from './cells.tsx'

export const usedOf = ({ faceValue, balance }: CouponRow): number | null =>
  balance === null ? null : faceValue - balance

export function useCouponColumns(kind: 'issued' | 'uses', onOpen: (row: CouponRow) => void): LedgerColumn<CouponRow>[] {
  const { t } = useTranslation('coupons')
  const { t: tp } = useTranslation('parts')
  return useMemo(() => {
    const unknown = (value: string): string => tp('code.unknown', { value })
    const openText = t('list.open')
    const customer = plain<CouponRow>(
      { key: 'customer', title: t('column.customer'), width: 170, frozen: 'start', required: true },
      (row) => row.customerName || row.customerAccount || row.customerId,
    )
    const account = plain<CouponRow>(
      { key: 'account', title: t('column.account'), width: 120 },
      (row) => row.customerAccount,
    )
    const type = coded<CouponRow>(
      t,
      unknown,
      { key: 'couponType', field: 'couponType', title: t('column.couponType'), width: 96 },
      (row) => row.couponType,
    )
    const status = coded<CouponRow>(
      t,
      unknown,
      { key: 'status', field: 'status', title: t('column.status'), width: 96 },
      (row) => row.status,
    )
    const face = money<CouponRow>(
      { key: 'faceValue', title: t('column.faceValue'), width: 120, sort: 'faceValue' },
      (row) => row.faceValue,
    )
    const balance = money<CouponRow>(
      { key: 'balance', title: t('column.balance'), width: 120, sort: 'balance' },
      (row) => row.balance,
    )
    const lastUsed = instant<CouponRow>(
      { key: 'lastUsedAt', title: t('column.lastUsedAt'), width: 160, sort: 'lastUsedAt', hidden: kind === 'issued' },
      (row) => row.lastUsedAt,
    )
    const order = plain<CouponRow>(
      { key: 'orderId', title: t('column.orderId'), width: 190, kind: 'id', hidden: kind === 'issued' },
      (row) => row.orderId,
    )
    const expires = instant<CouponRow>(
      { key: 'expiresAt', title: t('column.expiresAt'), width: 160, sort: 'expiresAt' },
      (row) => row.expiresAt,
    )
    const manager = plain<CouponRow>({ key: 'manager', title: t('column.manager'), width: 110 }, (row) => row.manager)
    const id = plain<CouponRow>(
      { key: 'couponId', title: t('column.couponId'), width: 210, kind: 'id' },
      (row) => row.couponId,
    )
    const actions: LedgerColumn<CouponRow> = {
      key: 'actions',
      title: t('column.actions'),
      width: 70,
      frozen: 'end',
      required: true,
      actions: true,
      text: () => '',
      cell: (row) => (
        <button type="button" className="link-button" tabIndex={-1} onClick={() => onOpen(row)}>
          {openText}
        </button>
      ),
    }
    if (kind === 'uses') {
      const used = money<CouponRow>({ key: 'used', title: t('column.used'), width: 120 }, usedOf)
      return [customer, account, type, face, used, balance, lastUsed, order, status, expires, manager, id, actions]
    }
    return [
      customer,
      account,
      type,
      status,
      face,
      balance,
      expires,
      instant<CouponRow>(
        { key: 'createdAt', title: t('column.createdAt'), width: 160, sort: 'createdAt' },
        (row) => row.createdAt,
      ),
      manager,
      coded<CouponRow>(
        t,
        unknown,
        { key: 'reclaimType', field: 'operationType', title: t('column.reclaimType'), width: 170 },
        (row) => row.reclaimType,
      ),
      id,
      plain<CouponRow>({ key: 'quotaId', title: t('column.quotaId'), width: 200, kind: 'id' }, (row) => row.quotaId),
      lastUsed,
      order,
      coded<CouponRow>(
        t,
        unknown,
        { key: 'frozen', field: 'frozen', title: t('column.frozen'), width: 80, hidden: true },
        (row) => row.frozen,
      ),
      plain<CouponRow>(
        { key: 'lockOrderId', title: t('column.lockOrderId'), width: 190, kind: 'id', hidden: true },
        (row) => row.lockOrderId,
      ),
      instant<CouponRow>(
        { key: 'effectiveAt', title: t('column.effectiveAt'), width: 160, hidden: true },
        (row) => row.effectiveAt,
      ),
      plain<CouponRow>(
        { key: 'planName', title: t('column.planName'), width: 150, hidden: true },
        (row) => row.planName,
      ),
      actions,
    ]
  }, [t, tp, kind, onOpen])
}
