/** Coupons from the customer list: to the chosen rows as a batch, or to the row under the cursor. */
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#renderer/app/commands.ts'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import type { Chosen } from '#renderer/parts/ledger/selection.ts'
import { useBatchDraft } from '#renderer/stores/batchDraft.ts'
import type { CustomerFilter, CustomerRow } from '#shared/contract/customers.ts'
import { IssueDialog } from './IssueDialog.tsx'

/** As many as the call takes by id; more are told by the list's filter. */
const IDS_MOST = 5000

export interface ListChoice {
  filter: CustomerFilter
  chosen(): Chosen
  /** Null while everything is chosen and the total is not known. */
  count(): number | null
  /** The row under the cursor. */
  row(): CustomerRow | undefined
}

export function useIssueFromList(list: ListChoice): { button: ReactNode; dialog: ReactNode } {
  const { t } = useTranslation('batches')
  const navigate = useNavigate()
  const begin = useBatchDraft((drafts) => drafts.begin)
  const allowed = usePermitted('coupon.issue') === true
  const [one, setOne] = useState<CustomerRow | null>(null)
  const many = (): void => {
    const { kind, ids } = list.chosen()
    const count = list.count()
    if (kind === 'all-except') {
      const source = { from: 'filter' as const, filter: list.filter, except: [...ids].slice(0, IDS_MOST) }
      begin({ source, label: t('issue.sourceLabel.filter'), count })
    } else if (ids.size > 0) {
      const source = { from: 'customers' as const, customerIds: [...ids].slice(0, IDS_MOST) }
      begin({ source, label: t('issue.sourceLabel.customers', { n: ids.size }), count: ids.size })
    } else begin(null)
    void navigate({ to: '/coupons/issue' })
  }
  const act = (): void => {
    const { kind, ids } = list.chosen()
    const row = kind === 'some' && ids.size <= 1 ? list.row() : undefined
    if (row) setOne(row)
    else many()
  }
  useCommand('issue-coupon', allowed ? act : null)
  return {
    button: allowed ? <Button onClick={many}>{t('issue.title')}</Button> : null,
    dialog: one && (
      <IssueDialog customerId={one.customerId} name={one.name || one.accountName} onClose={() => setOne(null)} />
    ),
  }
}
