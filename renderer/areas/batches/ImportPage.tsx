/** A file was dropped on the window: what is it for? */
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Page, Panel } from '#renderer/app/Page.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { useBatchDraft } from '#renderer/stores/batchDraft.ts'

export function ImportPage() {
  const { t } = useTranslation('batches')
  const { t: tf } = useTranslation('funds')
  const navigate = useNavigate()
  const file = useBatchDraft((drafts) => drafts.file)
  const mayMove = usePermitted('funds.move') === true
  const { t: ts } = useTranslation('statements')
  const mayReconcile = usePermitted('incentive.reconcile') === true
  const mayIssue = usePermitted('coupon.issue') === true
  return (
    <Page title={t('drop.title')}>
      {file === null ? (
        <EmptyState kind="nothing-yet" title={t('drop.title')} text={t('drop.none')} />
      ) : (
        <Panel title={t('drop.what', { file: file.name })}>
          {mayMove &&
            (['grant', 'reclaim'] as const).map((kind) => (
              <div key={kind} className="batch-line">
                <Button onClick={() => void navigate({ to: '/funds/move', search: { kind } })}>
                  {tf(`batch.${kind}`)}
                </Button>
                <span className="quiet">{tf('batch.fromFileText')}</span>
              </div>
            ))}
          {mayReconcile && (
            <div className="batch-line">
              <Button onClick={() => void navigate({ to: '/incentives/import' })}>{ts('drop.title')}</Button>
              <span className="quiet">{ts('drop.text')}</span>
            </div>
          )}
          {mayIssue ? (
            <div className="batch-line">
              <Button type="primary" autoFocus onClick={() => void navigate({ to: '/coupons/issue' })}>
                {t('drop.issue')}
              </Button>
              <span className="quiet">{t('drop.issueText')}</span>
            </div>
          ) : mayMove || mayReconcile ? null : (
            <EmptyState kind="no-right" title={t('issue.noRight')} text={t('issue.noRightText')} />
          )}
        </Panel>
      )}
    </Page>
  )
}
