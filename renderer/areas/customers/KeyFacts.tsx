import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { codesOf } from '#renderer/areas/customers/codes.ts'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import { CopyText } from '#renderer/parts/CopyText.tsx'
import type { CustomerCard } from '#shared/contract/customers.ts'
import { formatBeijing } from '#shared/time.ts'

export function Fact({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** What one wants to know first: who, which kind, since when, whose. */
export function KeyFacts({ card }: { card: CustomerCard }) {
  const { t } = useTranslation('customers')
  const codes = codesOf(t)
  const { row } = card
  const none = t('profile.empty')
  return (
    <dl className="facts">
      <Fact label={t('column.customerId')}>
        <CopyText text={row.customerId} label={t('column.customerId')} />
      </Fact>
      <Fact label={t('column.associationType')}>
        <CodeTag value={row.associationType} known={codes.associationType} />
      </Fact>
      <Fact label={t('column.associatedAt')}>{row.associatedAt === null ? none : formatBeijing(row.associatedAt)}</Fact>
      <Fact label={t('column.manager')}>{row.managerName ?? row.manager ?? t('profile.noManager')}</Fact>
      <Fact label={t('column.level')}>{row.level ?? none}</Fact>
    </dl>
  )
}
