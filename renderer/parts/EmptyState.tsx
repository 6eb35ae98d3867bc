import { Empty } from 'antd'
import type { ReactNode } from 'react'
import './parts.css'

/** One of three: nothing yet, nothing matches, no right. The words come from the page, which knows what is missing. */
export function EmptyState({
  kind,
  title,
  text,
  action,
}: {
  kind: 'nothing-yet' | 'nothing-matches' | 'no-right'
  title: string
  text: string
  action?: ReactNode
}) {
  return (
    <div role="status" data-empty={kind} className="empty-state">
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={
          <>
            <div className="empty-title">{title}</div>
            <div className="empty-text">{text}</div>
          </>
        }
      >
        {action}
      </Empty>
    </div>
  )
}
