import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyText } from '#renderer/parts/CopyText.tsx'
import type { AppErrorValue, ErrorCode } from '#shared/errors.ts'
import './parts.css'

/** What each code usually leaves behind; an error that says otherwise gets its own sentence. */
const saidByCode: ReadonlySet<ErrorCode> = new Set(['unknown-outcome', 'print-failed'])

/** What failed, what is safe, what to do; code and reference to quote; the vendor's own words (Law 7). */
export function ErrorNotice({
  error,
  onRetry,
  action,
}: {
  error: AppErrorValue
  onRetry?: () => void
  action?: ReactNode
}) {
  const { t } = useTranslation('errors')
  const { t: tp } = useTranslation('parts')
  const { vendor } = error
  const ownSafety = error.safe !== 'nothing-changed' && !saidByCode.has(error.code)
  return (
    <Alert
      type={error.safe === 'unknown' ? 'error' : 'warning'}
      showIcon
      title={t(`${error.code}.failed`, { ...error.detail })}
      description={
        <div className="error-notice">
          <div>{ownSafety ? t(`safety.${error.safe}`) : t(`${error.code}.safe`)}</div>
          <div>{t(`${error.code}.todo`)}</div>
          {error.field && <div>{tp('error.field', { field: error.field })}</div>}
          <div className="error-facts">
            <span>
              {t('codeLabel')} {error.code}
            </span>
            {error.ref !== '' && (
              <span>
                {t('refLabel')} <CopyText text={error.ref} label={t('refLabel')} />
              </span>
            )}
            {vendor?.code && (
              <span>
                {t('vendorCodeLabel')} {vendor.code}
                {vendor.http > 0 ? ` (HTTP ${vendor.http})` : ''}
              </span>
            )}
            {vendor?.requestId && (
              <span>
                {t('requestIdLabel')} <CopyText text={vendor.requestId} label={t('requestIdLabel')} />
              </span>
            )}
          </div>
          {vendor?.message && <blockquote className="error-vendor">{vendor.message}</blockquote>}
        </div>
      }
      action={
        <>
          {action}
          {onRetry && error.retry !== 'no' && (
            <Button size="small" onClick={onRetry}>
              {tp('error.retry')}
            </Button>
          )}
        </>
      }
    />
  )
}
