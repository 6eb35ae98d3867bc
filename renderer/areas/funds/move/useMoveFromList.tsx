/** Grants and reclaims from the customer list: to the chosen rows as a batch. */
import { useNavigate } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import type { Chosen } from '#renderer/parts/ledger/selection.ts'
import { useBatchDraft } from '#renderer/stores/batchDraft.ts'
import type { CustomerFilter } from '#shared/contract/customers.ts'
import type { MoveKind } from './MoveDialog.tsx'

/** As many as the call takes by id; more are told by the list's filter. */
const IDS_MOST = 5000

export function useMoveFromList(list: {
  filter: CustomerFilter
  chosen(): Chosen
  /** Null while everything is chosen and the total is not known. */
  count(): number | null
}): ReactNode {
  const { t } = useTranslation('funds')
  const navigate = useNavigate()
  const begin = useBatchDraft((drafts) => drafts.begin)
  const allowed = usePermitted('funds.move') === true
  const go = (kind: MoveKind): void => {
    const { kind: which, ids } = list.chosen()
    if (which === 'all-except') {
      const source = { from: 'filter' as const, filter: list.filter, except: [...ids].slice(0, IDS_MOST) }
      begin({ source, label: t('batch.filtered'), count: list.count() })
    } else if (ids.size > 0) {
      const source = { from: 'customers' as const, customerIds: [...ids].slice(0, IDS_MOST) }
      begin({ source, label: t('batch.selected', { n: ids.size }), count: ids.size })
    } else begin(null)
    void navigate({ to: '/funds/move', search: { kind } })
  }
  if (!allowed) return null
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: (['grant', 'reclaim'] as const).map((key) => ({ key, label: t(`batch.${key}`) })),
        onClick: ({ key }) => go(key === 'reclaim' ? 'reclaim' : 'grant'),
      }}
    >
      <Button>{t('batch.menu')}</Button>
    </Dropdown>
  )
}
