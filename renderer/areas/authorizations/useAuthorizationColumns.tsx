import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { instant, plain } from '#renderer/areas/coupons/cells.tsx'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import type { LedgerColumn } from '#renderer/parts/ledger/types.ts'
import type { AuthorizationRow } from '#shared/contract/authorizations.ts'
import { codesOf, stateLabel } from './codes.ts'
import { StateTag } from './StateTag.tsx'

export function useAuthorizationColumns(onOpen: (row: AuthorizationRow) => void): LedgerColumn<AuthorizationRow>[] {
  const { t } = useTranslation('authorizations')
  return useMemo(() => {
    const by = codesOf(t).decidedBy
    return [
      plain<AuthorizationRow>(
        { key: 'customer', title: t('column.customer'), width: 190, frozen: 'start', required: true },
        (row) => row.customerName || row.customerId,
      ),
      {
        key: 'state',
        title: t('column.state'),
        width: 130,
        text: (row) => stateLabel(t, row)?.label ?? row.state,
        cell: (row) => <StateTag state={row.state} waitsFor={row.waitsFor} />,
      },
      plain<AuthorizationRow>({ key: 'reason', title: t('column.reason'), width: 200 }, (row) => row.reason),
      {
        key: 'decidedBy',
        title: t('column.decidedBy'),
        width: 96,
        text: (row) => (row.decidedBy === null ? '' : (by[row.decidedBy]?.label ?? row.decidedBy)),
        cell: (row) => <CodeTag value={row.decidedBy} known={by} />,
      },
      instant<AuthorizationRow>({ key: 'decidedAt', title: t('column.decidedAt'), width: 160 }, (row) => row.decidedAt),
      instant<AuthorizationRow>(
        { key: 'requestedAt', title: t('column.requestedAt'), width: 160 },
        (row) => row.requestedAt,
      ),
      plain<AuthorizationRow>(
        { key: 'requestedBy', title: t('column.requestedBy'), width: 130 },
        (row) => row.requestedBy,
      ),
      plain<AuthorizationRow>({ key: 'manager', title: t('column.manager'), width: 130 }, (row) => row.manager),
      instant<AuthorizationRow>(
        { key: 'updatedAt', title: t('column.updatedAt'), width: 160, hidden: true },
        (row) => row.updatedAt,
      ),
      plain<AuthorizationRow>(
        { key: 'customerId', title: t('column.customerId'), width: 250, kind: 'id', hidden: true },
        (row) => row.customerId,
      ),
      {
        key: 'actions',
        title: t('column.actions'),
        width: 90,
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
  }, [t, onOpen])
}
