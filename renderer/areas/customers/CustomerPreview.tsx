import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { BalanceBlock } from '#renderer/areas/customers/BalanceBlock.tsx'
import { KeyFacts } from '#renderer/areas/customers/KeyFacts.tsx'
import type { ListMemory } from '#renderer/areas/customers/listMemory.ts'
import { NoteList } from '#renderer/areas/customers/NoteList.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { CustomerRow } from '#shared/contract/customers.ts'

/** Held arrow keys pass many rows; the one that stays is read. */
const REST_MS = 60

/** A look at the row of the cursor without leaving the list: the focus stays in the grid. */
export function CustomerPreview({
  memory,
  onOpen,
  onClose,
}: {
  memory: ListMemory
  onOpen: (row: CustomerRow) => void
  onClose: () => void
}) {
  const { t } = useTranslation('customers')
  const { cursor, source } = memory
  useSyncExternalStore(cursor.subscribe, cursor.snapshot)
  const row = source.rowAt(Math.max(0, cursor.at.row))
  const [customerId, setCustomerId] = useState(row?.customerId ?? null)
  useEffect(() => {
    const timer = setTimeout(() => setCustomerId(row?.customerId ?? null), REST_MS)
    return () => clearTimeout(timer)
  }, [row?.customerId])
  const card = useRead(
    api.customers.get,
    { customerId: customerId ?? '-' },
    { enabled: customerId !== null, keepPrevious: true },
  )
  return (
    <aside className="customer-preview" aria-label={t('card.preview')}>
      <div className="preview-head">
        <h2 title={row?.name || row?.accountName}>{row?.name || row?.accountName}</h2>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t('card.closePreview')}
          onClick={onClose}
        />
      </div>
      {card.error && <ErrorNotice error={card.error} />}
      {row && card.data && (
        <>
          <KeyFacts card={card.data} />
          <BalanceBlock card={card.data} />
          <NoteList customerId={card.data.row.customerId} limit={3} />
          <Button type="primary" onClick={() => onOpen(row)}>
            {t('card.openCard')}
          </Button>
        </>
      )}
    </aside>
  )
}
