/** What became of a dialogue's word, and the way to pending work where it needs one more (R-CUST-37). */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { IntentState } from '#renderer/parts/IntentState.tsx'
import type { IntentView } from '#shared/contract/outbox.ts'

export function Submitted({ intent }: { intent: IntentView }) {
  const { t } = useTranslation('associations')
  return (
    <div role="status">
      <IntentState intent={intent} />
      <Link to="/outbox" search={{ tab: 'all', intent: intent.intentId }}>
        {t('toPending')}
      </Link>
    </div>
  )
}
