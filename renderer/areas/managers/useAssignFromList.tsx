/** Account managers from the customer list: for the chosen rows as a batch. */
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#renderer/app/commands.ts'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import type { Chosen } from '#renderer/parts/ledger/selection.ts'
import { useBatchDraft } from '#renderer/stores/batchDraft.ts'
import type { CustomerFilter } from '#shared/contract/customers.ts'

/** As many as the call takes by id; more are told by the list's filter. */
const IDS_MOST = 5000

export function useAssignFromList(list: {
  filter: CustomerFilter
  chosen(): Chosen
  /** Null while everything is chosen and the total is not known. */
  count(): number | null
}): ReactNode {
  const { t } = useTranslation('managers')
  const navigate = useNavigate()
  const begin = useBatchDraft((drafts) => drafts.begin)
  const allowed = usePermitted('customer.assign') === true
  const go = (): void => {
    const { kind, ids } = list.chosen()
    const chosen = [...ids].slice(0, IDS_MOST)
    if (kind === 'all-except')
      begin({
        source: { from: 'filter', filter: list.filter, except: chosen },
        label: t('batch.filtered'),
        count: list.count(),
      })
    else if (chosen.length > 0)
      begin({
        source: { from: 'customers', customerIds: chosen },
        label: t('batch.selected', { n: chosen.length }),
        count: chosen.length,
      })
    else begin(null)
    void navigate({ to: '/managers/assign', search: {} })
  }
  useCommand('assign-manager', allowed ? go : null)
  return allowed ? (
    <Button onClick={go} title="M">
      {t('batch.act')}
    </Button>
  ) : null
}
