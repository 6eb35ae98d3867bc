import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'

/** Four honest reasons for an empty list: not synced, synced and none, nothing matches, no right. */
export function CustomersEmpty({
  kind,
  onClear,
  onSync,
}: {
  kind: 'not-yet' | 'none' | 'no-match' | 'no-right'
  onClear?: () => void
  onSync?: () => void
}) {
  const { t } = useTranslation('customers')
  if (kind === 'no-right') {
    return <EmptyState kind="no-right" title={t('empty.rightTitle')} text={t('empty.rightText')} />
  }
  if (kind === 'no-match') {
    return (
      <EmptyState
        kind="nothing-matches"
        title={t('empty.matchTitle')}
        text={t('empty.matchText')}
        action={<Button onClick={onClear}>{t('empty.matchAction')}</Button>}
      />
    )
  }
  if (kind === 'none') return <EmptyState kind="nothing-yet" title={t('empty.noneTitle')} text={t('empty.noneText')} />
  return (
    <EmptyState
      kind="nothing-yet"
      title={t('empty.yetTitle')}
      text={t('empty.yetText')}
      action={
        <Button type="primary" onClick={onSync}>
          {t('empty.yetAction')}
        </Button>
      }
    />
  )
}
