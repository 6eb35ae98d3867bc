/** Short notices in the corner, for what happened without a form to show it in. */
import { App, Button } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import type { AppErrorValue } from '#shared/errors.ts'

const UNDO_SECONDS = 10

export interface Notices {
  done(text: string): void
  /** What was done and a way back, for ten seconds (longer under the pointer). */
  undoable(text: string, undo: () => void): void
  /** Stays until it is closed: an error is never taken away unread. */
  fault(error: AppErrorValue): void
}

export function useNotices(): Notices {
  const { message, notification } = App.useApp()
  const { t } = useTranslation('common')
  return useMemo(
    () => ({
      done: (text) => void message.success(text),
      undoable: (text, undo) => {
        const key = crypto.randomUUID()
        notification.open({
          key,
          title: text,
          duration: UNDO_SECONDS,
          showProgress: true,
          role: 'status',
          actions: (
            <Button
              size="small"
              onClick={() => {
                notification.destroy(key)
                undo()
              }}
            >
              {t('undo')}
            </Button>
          ),
        })
      },
      fault: (error) =>
        notification.open({
          title: null,
          description: <ErrorNotice error={error} />,
          duration: 0,
          className: 'fault-notice',
          role: 'alert',
        }),
    }),
    [message, notification, t],
  )
}
