/** Short notices in the corner, for what happened without a form to show it in. */
import { App } from 'antd'
import { useMemo } from 'react'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import type { AppErrorValue } from '#shared/errors.ts'

export interface Notices {
  done(text: string): void
  /** Stays until it is closed: an error is never taken away unread. */
  fault(error: AppErrorValue): void
}

export function useNotices(): Notices {
  const { message, notification } = App.useApp()
  return useMemo(
    () => ({
      done: (text) => void message.success(text),
      fault: (error) =>
        notification.open({
          title: null,
          description: <ErrorNotice error={error} />,
          duration: 0,
          className: 'fault-notice',
          role: 'alert',
        }),
    }),
    [message, notification],
  )
}
