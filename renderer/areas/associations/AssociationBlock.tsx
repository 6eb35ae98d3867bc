/** How the customer is linked and what waits: the type, what was asked of whom, and what may be asked now. */
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { codesOf } from '#renderer/areas/customers/codes.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { CustomerCard } from '#shared/contract/customers.ts'
import { BY_CUSTOMER, NOT_FROZEN } from '#shared/rules/associations.ts'
import { RESALE } from '#shared/rules/customers.ts'
import { formatBeijing } from '#shared/time.ts'
import { AnswerDialog } from './AnswerDialog.tsx'
import { ChangeDialog } from './ChangeDialog.tsx'
import { requestCodes } from './codes.ts'
import { FreezeDialog } from './FreezeDialog.tsx'
import './associations.css'

type Open = 'switch' | 'dissociate' | 'freeze' | 'answer' | null

const day = (at: number): string => formatBeijing(at).slice(0, 10)
const SHOWN = 5

export function AssociationBlock({ card }: { card: CustomerCard }) {
  const { t } = useTranslation('associations')
  const { t: tc } = useTranslation('customers')
  const { row } = card
  const { customerId } = row
  const [open, setOpen] = useState<Open>(null)
  const may = usePermitted('customer.associate') === true && row.goneAt === null
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const read = useRead(api.associations.get, { customerId })
  const view = read.data
  const codes = requestCodes(t)
  const types = codesOf(tc).associationType
  const pending = view?.pending ?? null
  const theirs = pending?.askedBy === BY_CUSTOMER
  const frozen = row.frozen !== null && row.frozen !== NOT_FROZEN
  const close = (): void => setOpen(null)
  const name = row.name || row.accountName
  return (
    <section className="block" aria-label={t('block.title')}>
      <div className="block-head">
        <h2>{t('block.title')}</h2>
        {view?.permitted && <AsOf at={view.asOf} offline={offline} />}
        {may && (
          <span className="association-actions">
            {(['switch', 'dissociate'] as const).map((kind) => (
              <Button key={kind} size="small" disabled={pending !== null} onClick={() => setOpen(kind)}>
                {t(`block.${kind}`)}
              </Button>
            ))}
            {row.associationType === RESALE && (
              <Button size="small" onClick={() => setOpen('freeze')}>
                {t(frozen ? 'block.unfreeze' : 'block.freeze')}
              </Button>
            )}
          </span>
        )}
      </div>
      {read.error && <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />}
      <p className="association-now">
        <CodeTag value={row.associationType} known={types} />
        {frozen && <CodeTag value={row.frozen} known={codesOf(tc).frozen} />}
        {view?.partnerFrom != null && !pending && (
          <span className="quiet">{t('block.partnerFrom', { day: day(view.partnerFrom) })}</span>
        )}
        {view?.customerFrom != null && (
          <span className="quiet">{t('block.customerFrom', { day: day(view.customerFrom) })}</span>
        )}
      </p>
      {frozen && <p className="quiet">{t('block.frozen')}</p>}
      {pending && (
        <Alert
          type="warning"
          showIcon
          title={t(
            theirs
              ? 'block.pendingTheirs'
              : pending.kind === 'SWITCH'
                ? 'block.pendingSwitch'
                : 'block.pendingDissociate',
          )}
          description={t('block.pendingFacts', {
            at: formatBeijing(pending.requestedAt),
            until: pending.expiresAt === null ? '—' : formatBeijing(pending.expiresAt),
            reason: pending.reason,
          })}
          {...(theirs && may
            ? {
                action: (
                  <Button size="small" onClick={() => setOpen('answer')}>
                    {t('block.answer')}
                  </Button>
                ),
              }
            : {})}
        />
      )}
      {view && view.requests.length > 0 && (
        <ul className="association-requests">
          {view.requests.slice(0, SHOWN).map((one) => (
            <li key={one.requestId}>
              <span>{day(one.requestedAt)}</span>
              <CodeTag value={one.askedBy} known={codes.side} />
              <CodeTag value={one.kind} known={codes.kind} />
              <CodeTag value={one.state} known={codes.state} />
              <span className="quiet">{one.reason}</span>
            </li>
          ))}
        </ul>
      )}
      {view && !view.permitted && <p className="quiet">{t('block.notPermitted')}</p>}
      {(open === 'switch' || open === 'dissociate') && <ChangeDialog kind={open} card={card} onClose={close} />}
      {open === 'freeze' && <FreezeDialog row={row} freeze={!frozen} onClose={close} />}
      {open === 'answer' && pending && <AnswerDialog request={pending} name={name} onClose={close} />}
    </section>
  )
}
