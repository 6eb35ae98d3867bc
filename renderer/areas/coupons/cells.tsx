/** Columns that the lists of coupons and records share. */
import type { TFunction } from 'i18next'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import type { LedgerColumn } from '#renderer/parts/ledger/types.ts'
import { Money } from '#renderer/parts/Money.tsx'
import { fen, yuanText } from '#shared/money.ts'
import { formatBeijing } from '#shared/time.ts'
import { type CodeField, codesOf } from './codes.ts'

type T = TFunction<'coupons'>
type Shape<Row> = Partial<LedgerColumn<Row>> & { key: string; title: string; width: number }

export const instant = <Row,>(shape: Shape<Row>, at: (row: Row) => number | null): LedgerColumn<Row> => ({
  kind: 'date',
  ...shape,
  text: (row) => {
    const value = at(row)
    return value === null ? '' : formatBeijing(value)
  },
})

export const money = <Row,>(shape: Shape<Row>, amount: (row: Row) => number | null): LedgerColumn<Row> => ({
  kind: 'money',
  ...shape,
  text: (row) => {
    const value = amount(row)
    return value === null ? '' : yuanText(fen(value))
  },
  fen: (row) => {
    const value = amount(row)
    return value === null ? null : fen(value)
  },
  cell: (row) => {
    const value = amount(row)
    return value === null ? null : <Money amount={value} />
  },
})

export const coded = <Row,>(
  t: T,
  unknown: (value: string) => string,
  shape: Shape<Row> & { field: CodeField },
  value: (row: Row) => string | null,
): LedgerColumn<Row> => {
  const { field, ...rest } = shape
  const known = codesOf(t)[field]
  return {
    ...rest,
    text: (row) => {
      const code = value(row)
      return code === null || code === '' ? '' : (known[code]?.label ?? unknown(code))
    },
    cell: (row) => <CodeTag value={value(row)} known={known} />,
  }
}

export const plain = <Row,>(shape: Shape<Row>, text: (row: Row) => string | null): LedgerColumn<Row> => ({
  ...shape,
  text: (row) => text(row) ?? '',
})
