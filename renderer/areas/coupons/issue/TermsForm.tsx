/** Quota, face value, validity and memo of an issue; templates keep them under a name. */
import { Input, type InputRef, Select } from 'antd'
import { type Ref, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf } from '#renderer/areas/customers/dates.ts'
import { foldWidth } from '#renderer/parts/fold.ts'
import { refusalText } from '#renderer/parts/intent.ts'
import type { QuotaRow } from '#shared/contract/coupons.ts'
import { fen, formatYuan } from '#shared/money.ts'
import type { TermsProblem, TermsText } from './terms.ts'
import '#renderer/parts/batch/batch.css'

export function TermsForm({
  text,
  quotas,
  problem,
  faceHint,
  faceRef,
  brief = false,
  onChange,
}: {
  text: TermsText
  /** Those that can be issued from now. */
  quotas: readonly QuotaRow[]
  problem: TermsProblem
  faceHint?: string
  faceRef?: Ref<InputRef>
  /** Quota and face value alone. */
  brief?: boolean
  onChange: (text: TermsText) => void
}) {
  const { t } = useTranslation('batches')
  const { t: outbox } = useTranslation('outbox')
  const field = useId()
  const put = (part: Partial<TermsText>): void => onChange({ ...text, ...part })
  const typeName = (type: string): string =>
    type === '0' || type === '1' ? t(`terms.quotaTypes.${type}`) : t('terms.quotaTypes.other', { type })
  return (
    <div className="batch-terms">
      <label htmlFor={`${field}-quota`}>{t('terms.quota')}</label>
      <Select<string>
        id={`${field}-quota`}
        value={text.quotaId}
        notFoundContent={t('terms.noQuota')}
        options={quotas.map((quota) => ({
          value: quota.quotaId,
          label: [
            t('terms.quotaOption', {
              type: typeName(quota.quotaType),
              balance: formatYuan(fen(quota.balance)),
              until: quota.expiresAt === null ? t('terms.quotaForever') : dayOf(quota.expiresAt),
              id: quota.quotaId,
            }),
            ...(quota.limits.length > 0 ? [t('terms.quotaLimited')] : []),
          ].join(' · '),
        }))}
        onChange={(quotaId) => put({ quotaId })}
      />
      <label htmlFor={`${field}-face`}>{t('terms.face')}</label>
      <Input
        id={`${field}-face`}
        ref={faceRef ?? null}
        className="batch-face"
        inputMode="decimal"
        autoComplete="off"
        placeholder={t('terms.facePlaceholder')}
        value={text.face}
        status={problem ? 'error' : ''}
        aria-describedby={problem ? `${field}-problem` : faceHint ? `${field}-hint` : undefined}
        onChange={(event) => put({ face: event.target.value })}
        onBlur={() => put({ face: foldWidth(text.face).trim() })}
      />
      {problem && (
        <span id={`${field}-problem`} className="batch-problem" role="alert">
          {refusalText(outbox, problem)}
        </span>
      )}
      {faceHint && !problem && (
        <span id={`${field}-hint`} className="batch-hint">
          {faceHint}
        </span>
      )}
      {!brief && (
        <>
          <label htmlFor={`${field}-from`}>{t('terms.from')}</label>
          <Input
            id={`${field}-from`}
            type="date"
            value={text.from}
            onChange={(event) => put({ from: event.target.value })}
          />
          <label htmlFor={`${field}-until`}>{t('terms.until')}</label>
          <Input
            id={`${field}-until`}
            type="date"
            value={text.until}
            onChange={(event) => put({ until: event.target.value })}
          />
          <span className="batch-hint">{t('terms.asQuota')}</span>
          <label htmlFor={`${field}-memo`}>{t('terms.memo')}</label>
          <Input
            id={`${field}-memo`}
            maxLength={400}
            value={text.memo}
            onChange={(event) => put({ memo: event.target.value })}
          />
          <span className="batch-hint">{t('terms.memoHint')}</span>
        </>
      )}
    </div>
  )
}
