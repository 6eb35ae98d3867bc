/** Export of a list to a file the person chooses, in either format. */
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '#renderer/app/preferences.ts'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { CouponFilter, CouponSort, RecordFilter } from '#shared/contract/coupons.ts'
import type { AppErrorValue } from '#shared/errors.ts'

export type ExportQuestion =
  | { what: 'coupons' | 'uses'; filter: CouponFilter; sort: CouponSort }
  | { what: 'records'; filter: RecordFilter; descending: boolean }

export function ExportButton({
  question,
  disabled,
  onStarted,
}: {
  question: ExportQuestion
  disabled: boolean
  onStarted: (jobId: string) => void
}) {
  const { t } = useTranslation('coupons')
  const [{ language }] = usePreferences()
  const notices = useNotices()
  const write = useWrite(api.coupons.export, { onDone: ({ jobId }) => jobId !== null && onStarted(jobId) })
  const start = (format: 'xlsx' | 'csv'): void =>
    write.mutate({ ...question, format, language }, { onError: (error: AppErrorValue) => notices.fault(error) })
  return (
    <Dropdown
      trigger={['click']}
      disabled={disabled}
      menu={{
        items: (['xlsx', 'csv'] as const).map((format) => ({ key: format, label: t(`exportAs.${format}`) })),
        onClick: ({ key }) => start(key === 'csv' ? 'csv' : 'xlsx'),
      }}
    >
      <Button loading={write.isPending} title={t('exportMasked')}>
        {t('export')}
      </Button>
    </Dropdown>
  )
}
