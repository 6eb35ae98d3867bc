import { useCallback, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { codesOf } from '#renderer/areas/customers/codes.ts'
import { Fact } from '#renderer/areas/customers/KeyFacts.tsx'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import { Eye, Masked } from '#renderer/parts/Masked.tsx'
import { Reveal } from '#renderer/parts/reveal.ts'
import { api } from '#renderer/rpc/api.ts'
import type { CustomerCard, RevealField } from '#shared/contract/customers.ts'
import type { AppErrorValue } from '#shared/errors.ts'
import { formatBeijing } from '#shared/time.ts'

const personal = ['name', 'accountName', 'telephone', 'email'] as const

/** One masked field with its own eye (R-CUST-01). */
function PersonalFact({ card, field }: { card: CustomerCard; field: RevealField }) {
  const { t } = useTranslation('customers')
  const { fault } = useNotices()
  const canReveal = usePermitted('customer.reveal') !== false
  const { customerId } = card.row
  const onError = useCallback((reason: unknown) => fault(reason as AppErrorValue), [fault])
  const reveal = useMemo(
    () => new Reveal(() => api.customers.reveal({ customerIds: [customerId], field }), onError),
    [customerId, field, onError],
  )
  useEffect(() => () => reveal.hide(), [reveal])
  const label = t(`column.${field}`)
  const masked = card.row[field]
  return (
    <Fact label={label}>
      {masked === '' ? (
        t('profile.empty')
      ) : (
        <span className="personal">
          <Masked masked={masked} id={customerId} reveal={reveal} />
          {canReveal && <Eye reveal={reveal} what={label} />}
        </span>
      )}
    </Fact>
  )
}

/** Who the customer is, how it is linked and who invoices it (R-CUST-45), tag, manager, fields yet unknown. */
export function ProfileBlock({ card }: { card: CustomerCard }) {
  const { t } = useTranslation('customers')
  const codes = codesOf(t)
  const { row, tag } = card
  const none = t('profile.empty')
  const unknown = Object.entries(card.unknownFields)
  return (
    <>
      <section className="block" aria-label={t('profile.title')}>
        <h2>{t('profile.title')}</h2>
        <dl className="facts">
          {personal.map((field) => (
            <PersonalFact key={field} card={card} field={field} />
          ))}
          <Fact label={t('profile.countryCode')}>{card.countryCode ?? none}</Fact>
          <Fact label={t('column.customerType')}>
            <CodeTag value={row.customerType} known={codes.customerType} />
          </Fact>
          <Fact label={t('column.verifiedStatus')}>
            <CodeTag value={row.verifiedStatus} known={codes.verifiedStatus} />
          </Fact>
          <Fact label={t('column.frozen')}>
            <CodeTag value={row.frozen} known={codes.frozen} />
          </Fact>
          <Fact label={t('column.level')}>{row.level ?? none}</Fact>
          <Fact label={t('profile.xaccountId')}>{card.xaccountId ?? none}</Fact>
          <Fact label={t('profile.xaccountType')}>{card.xaccountType ?? none}</Fact>
        </dl>
      </section>
      <section className="block" aria-label={t('profile.association')}>
        <h2>{t('profile.association')}</h2>
        <dl className="facts">
          <Fact label={t('column.associationType')}>
            <CodeTag value={row.associationType} known={codes.associationType} />
          </Fact>
          <Fact label={t('column.associatedAt')}>
            {row.associatedAt === null ? none : formatBeijing(row.associatedAt)}
          </Fact>
          <Fact label={t('column.label')}>{row.label ?? none}</Fact>
          <Fact label={t('profile.invoicedBy')}>{t(`profile.invoice.${card.invoicedBy}`)}</Fact>
          <Fact label={t('profile.manager')}>
            {row.manager === null
              ? t('profile.noManager')
              : row.managerName
                ? `${row.managerName}（${row.manager}）`
                : row.manager}
          </Fact>
          {card.moreManagers.length > 0 && (
            <Fact label={t('profile.moreManagers')}>{card.moreManagers.join('、')}</Fact>
          )}
        </dl>
      </section>
      <section className="block" aria-label={t('profile.tag')}>
        <h2>{t('profile.tag')}</h2>
        {tag?.value ? (
          <dl className="facts">
            <Fact label={t('profile.tag')}>
              <CodeTag value={tag.value} known={codes.newTag} />
            </Fact>
            <Fact label={t('profile.tagType')}>{tag.type ?? none}</Fact>
            {(tag.effectiveMonth ?? tag.expireMonth) !== null && (
              <Fact label="">
                {t('profile.tagMonths', { from: tag.effectiveMonth ?? none, until: tag.expireMonth ?? none })}
              </Fact>
            )}
          </dl>
        ) : (
          <p className="quiet">{t('profile.noTag')}</p>
        )}
      </section>
      {unknown.length > 0 && (
        <section className="block" aria-label={t('profile.unknown')}>
          <h2>{t('profile.unknown')}</h2>
          <dl className="facts">
            {unknown.map(([field, value]) => (
              <Fact key={field} label={<code>{field}</code>}>
                {value}
              </Fact>
            ))}
          </dl>
        </section>
      )}
    </>
  )
}
