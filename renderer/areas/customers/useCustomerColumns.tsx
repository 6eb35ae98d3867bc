/** The columns of the customer ledger and the eyes of its masked ones. */
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { codesOf, codeText } from '#renderer/areas/customers/codes.ts'
import { dayOf } from '#renderer/areas/customers/dates.ts'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import type { LedgerColumn } from '#renderer/parts/ledger/types.ts'
import { Eye, Masked } from '#renderer/parts/Masked.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { Reveal } from '#renderer/parts/reveal.ts'
import { api } from '#renderer/rpc/api.ts'
import type { CustomerRow, RevealField } from '#shared/contract/customers.ts'
import { fen, yuanText } from '#shared/money.ts'
import { formatBeijing } from '#shared/time.ts'

const masked = ['name', 'accountName', 'telephone', 'email'] as const satisfies RevealField[]

/** The call takes this many rows. */
const REVEAL_LIMIT = 200

/** One eye a masked column; all close with the view (R-CUST-01). */
export function useReveals(
  idsOnScreen: () => string[],
  onError: (reason: unknown) => void,
): Record<RevealField, Reveal> {
  const reveals = useMemo(() => {
    const make = (field: RevealField): Reveal =>
      new Reveal(() => api.customers.reveal({ customerIds: idsOnScreen().slice(0, REVEAL_LIMIT), field }), onError)
    return { name: make('name'), accountName: make('accountName'), telephone: make('telephone'), email: make('email') }
  }, [idsOnScreen, onError])
  useEffect(
    () => () => {
      for (const reveal of Object.values(reveals)) reveal.hide()
    },
    [reveals],
  )
  return reveals
}

interface Options {
  reveals: Record<RevealField, Reveal>
  canReveal: boolean
  onOpen: (row: CustomerRow) => void
  onNote: ((row: CustomerRow) => void) | null
}

export function useCustomerColumns({ reveals, canReveal, onOpen, onNote }: Options): LedgerColumn<CustomerRow>[] {
  const { t } = useTranslation('customers')
  const { t: tp } = useTranslation('parts')
  return useMemo(() => {
    const codes = codesOf(t)
    // Asked once: cells are drawn by the hundred.
    const openText = t('list.open')
    const noteText = t('list.note')
    const none = t('profile.empty')
    const unverified = t('code.verifiedStatus.-1')
    const unknown = (value: string): string => tp('code.unknown', { value })
    const title = (key: Parameters<typeof personal>[0] | 'customerId'): string => t(`column.${key}`)
    const personal = (
      key: (typeof masked)[number],
      width: number,
      more: Partial<LedgerColumn<CustomerRow>> = {},
    ): LedgerColumn<CustomerRow> => ({
      key,
      title: title(key),
      width,
      // Copies and tips follow the mask even while the eye is open.
      text: (row) => row[key],
      cell: (row) =>
        row[key] === '' ? (
          <span className="quiet">{key === 'name' && row.verifiedStatus === '-1' ? unverified : none}</span>
        ) : (
          <Masked masked={row[key]} id={row.customerId} reveal={reveals[key]} />
        ),
      ...(canReveal ? { headExtra: <Eye reveal={reveals[key]} what={title(key)} /> } : {}),
      ...more,
    })
    const coded = (
      key: keyof typeof codes,
      width: number,
      more: Partial<LedgerColumn<CustomerRow>> = {},
    ): LedgerColumn<CustomerRow> => ({
      key,
      title: t(`column.${key}`),
      width,
      text: (row) => codeText(codes[key], row[key], unknown),
      cell: (row) => <CodeTag value={row[key]} known={codes[key]} />,
      ...more,
    })
    const amount = (key: 'amount' | 'debt', width: number): LedgerColumn<CustomerRow> => ({
      key,
      title: t(`column.${key}`),
      width,
      kind: 'money',
      sort: key,
      text: (row) => {
        const value = row[key]
        return value === null ? '' : yuanText(fen(value))
      },
      fen: (row) => {
        const value = row[key]
        return value === null ? null : fen(value)
      },
      cell: (row) => {
        const value = row[key]
        return value === null ? null : <Money amount={value} />
      },
    })
    const plain = (
      key: 'label' | 'level',
      width: number,
      more: Partial<LedgerColumn<CustomerRow>> = {},
    ): LedgerColumn<CustomerRow> => ({
      key,
      title: t(`column.${key}`),
      width,
      text: (row) => row[key] ?? '',
      ...more,
    })
    const instant = (
      key: 'associatedAt' | 'goneAt',
      more: Partial<LedgerColumn<CustomerRow>> = {},
    ): LedgerColumn<CustomerRow> => ({
      key,
      title: t(`column.${key}`),
      width: 160,
      kind: 'date',
      text: (row) => {
        const at = row[key]
        return at === null ? '' : formatBeijing(at)
      },
      ...more,
    })
    const columns: LedgerColumn<CustomerRow>[] = [
      personal('name', 190, { frozen: 'start', required: true }),
      personal('accountName', 126, { sort: 'accountName' }),
      coded('associationType', 112),
      amount('amount', 152),
      amount('debt', 122),
      {
        key: 'manager',
        title: t('column.manager'),
        width: 100,
        text: (row) => row.managerName ?? row.manager ?? '',
      },
      personal('telephone', 124, { kind: 'id' }),
      instant('associatedAt', { sort: 'associatedAt' }),
      { key: 'customerId', title: t('column.customerId'), width: 250, kind: 'id', text: (row) => row.customerId },
      coded('verifiedStatus', 112),
      plain('level', 90, { sort: 'level' }),
      coded('newTag', 112),
      coded('frozen', 130),
      plain('label', 140),
      {
        key: 'followUpAt',
        title: t('column.followUpAt'),
        width: 110,
        kind: 'date',
        sort: 'followUpAt',
        text: (row) => (row.followUpAt === null ? '' : dayOf(row.followUpAt)),
      },
      {
        key: 'notes',
        title: t('column.notes'),
        width: 70,
        kind: 'number',
        text: (row) => (row.notes === 0 ? '' : String(row.notes)),
      },
      personal('email', 190, { hidden: true }),
      coded('customerType', 100, { hidden: true }),
      instant('goneAt', { hidden: true }),
      {
        key: 'actions',
        title: t('column.actions'),
        width: 104,
        frozen: 'end',
        required: true,
        actions: true,
        text: () => '',
        cell: (row) => (
          <span className="customer-actions">
            <button type="button" className="link-button" tabIndex={-1} onClick={() => onOpen(row)}>
              {openText}
            </button>
            {onNote && (
              <button type="button" className="link-button" tabIndex={-1} onClick={() => onNote(row)}>
                {noteText}
              </button>
            )}
          </span>
        ),
      },
    ]
    return columns
  }, [t, tp, reveals, canReveal, onOpen, onNote])
}
