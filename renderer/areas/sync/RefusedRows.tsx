import { Drawer, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCollectionName } from '#renderer/app/useCollectionName.ts'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { formatBeijing } from '#shared/time.ts'

/** Rows that do not fit the catalog, as they came (Law 9: kept and shown). */
export function RefusedRows({ collection, onClose }: { collection: string; onClose: () => void }) {
  const { t } = useTranslation('sync')
  const name = useCollectionName()(collection)
  const refused = useRead(api.sync.refusedRows, { collection })
  return (
    <Drawer open title={t('refusedTitle', { name })} size={640} onClose={onClose}>
      <p className="quiet">{t('refusedText')}</p>
      {refused.error && <ErrorNotice error={refused.error} onRetry={() => void refused.refetch()} />}
      {refused.isPending && <Skeleton active />}
      {refused.data?.rows.length === 0 && (
        <EmptyState kind="nothing-yet" title={t('refusedEmpty')} text={t('refusedText')} />
      )}
      <ul>
        {refused.data?.rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is shown as it came and never changes in place
          <li key={index} className="refused-row">
            <dl className="refused-facts">
              <dt>{t('refusedKey')}</dt>
              <dd>{row.key ?? '—'}</dd>
              <dt>{t('refusedReason')}</dt>
              <dd>{row.reason}</dd>
              <dt>{t('refusedAt')}</dt>
              <dd>{formatBeijing(row.at)}</dd>
            </dl>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, so the box must be reachable by key */}
            <section className="refused-raw" aria-label={t('refusedRaw')} tabIndex={0}>
              <pre>{row.raw}</pre>
            </section>
          </li>
        ))}
      </ul>
    </Drawer>
  )
}
