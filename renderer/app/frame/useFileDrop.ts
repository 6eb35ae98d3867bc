/** A file dropped anywhere on the window goes to the page that makes something of it, or to the one that asks what. */
import { useNavigate, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useBatchDraft } from '#renderer/stores/batchDraft.ts'
import type { AppErrorValue } from '#shared/errors.ts'
import { useNotices } from '../useNotices.tsx'
import { useWorkspaceReady } from '../usePermitted.ts'

const notATable: AppErrorValue = {
  code: 'invalid-input',
  safe: 'nothing-changed',
  retry: 'after-fix',
  field: '.xlsx / .csv',
  ref: '',
}

/** Pages that take a dropped file themselves. */
const takers: ReadonlySet<string> = new Set(['/coupons/issue', '/incentives/import'])

export function useFileDrop(): void {
  const ready = useWorkspaceReady()
  const navigate = useNavigate()
  const { history } = useRouter()
  const notices = useNotices()
  const drop = useBatchDraft((drafts) => drafts.drop)
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    const dropped = (event: DragEvent): void => {
      const [file] = event.dataTransfer?.files ?? []
      if (!file) return
      event.preventDefault()
      if (!ready) return
      if (!/\.(xlsx|csv|txt)$/i.test(file.name)) {
        notices.fault(notATable)
        return
      }
      drop(file)
      if (!takers.has(history.location.pathname)) void navigate({ to: '/import' })
    }
    window.addEventListener('dragover', over)
    window.addEventListener('drop', dropped)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('drop', dropped)
    }
  }, [ready, drop, navigate, history, notices])
}
