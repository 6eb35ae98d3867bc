/** Who looks after the customer, and the way to somebody else. */
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#renderer/app/commands.ts'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { CustomerCard } from '#shared/contract/customers.ts'
import { AssignDialog } from './AssignDialog.tsx'
import './managers.css'

export function ManagerBlock({ card }: { card: CustomerCard }) {
  const { t } = useTranslation('managers')
  const { row } = card
  const [open, setOpen] = useState(false)
  const may = usePermitted('customer.assign') === true && row.goneAt === null
  const managers = useRead(api.organization.listManagers, {}).data
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const mine = managers?.rows.find(({ accountName }) => accountName === row.manager)
  useCommand('assign-manager', may ? () => setOpen(true) : null)
  return (
    <section className="block" aria-label={t('block.title')}>
      <div className="block-head">
        <h2>{t('block.title')}</h2>
        <AsOf at={card.asOf} offline={offline} />
        {may && (
          <span className="manager-actions">
            <Button size="small" title="M" onClick={() => setOpen(true)}>
              {t(row.manager === null ? 'block.assign' : 'block.change')}
            </Button>
          </span>
        )}
      </div>
      {row.manager === null ? (
        <p className="quiet">{t('block.none')}</p>
      ) : (
        <p>
          <strong>{row.managerName || row.manager}</strong>{' '}
          <span className="quiet">
            {row.manager}
            {mine?.director ? ` · ${t('block.director', { name: mine.director })}` : ''}
          </span>
        </p>
      )}
      {open && (
        <AssignDialog
          customerId={row.customerId}
          name={row.name || row.accountName}
          manager={row.manager}
          onClose={() => setOpen(false)}
        />
      )}
    </section>
  )
}
