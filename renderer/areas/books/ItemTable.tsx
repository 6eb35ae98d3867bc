/** A few items of one side, as a match shows them. */
import { useTranslation } from 'react-i18next'
import { Minor } from '#renderer/parts/Minor.tsx'
import type { BookItem } from '#shared/contract/books.ts'
import { formatBeijing } from '#shared/time.ts'

export const dayOf = (at: number | null): string => (at === null ? '' : formatBeijing(at).slice(0, 10))

export function ItemTable({ title, items, count }: { title: string; items: readonly BookItem[]; count: number }) {
  const { t } = useTranslation('books')
  return (
    <table className="books-items">
      <caption>{title}</caption>
      <thead>
        <tr>
          {(['at', 'reference', 'customer', 'text', 'amount'] as const).map((key) => (
            <th key={key} scope="col" className={key === 'amount' ? 'books-amount' : undefined}>
              {t(`column.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.item}>
            <td>{dayOf(item.at)}</td>
            <td className="books-id">{item.reference}</td>
            <td>{item.customerText ?? item.customerId}</td>
            <td>{item.text}</td>
            <td className="books-amount">
              <Minor amount={item.amount} />
            </td>
          </tr>
        ))}
        {count > items.length && (
          <tr>
            <td colSpan={5} className="quiet">
              {t('suggestion.more', { n: count - items.length })}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  )
}
