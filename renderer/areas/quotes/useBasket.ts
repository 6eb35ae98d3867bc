/** The basket on screen: what was typed is shown at once and saved in order; the host's answer brings the figures. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { QuoteDraft, QuoteView } from '#shared/contract/quotes.ts'
import type { AppErrorValue } from '#shared/errors.ts'

/** Quiet for so long, what was typed is saved. */
const SAVE_AFTER_MS = 250

export interface Basket {
  readonly view: QuoteView | undefined
  /** As on screen; newer than the view while it is not saved. */
  readonly draft: QuoteDraft | undefined
  readonly error: AppErrorValue | null
  readonly saving: 'saved' | 'saving' | 'failed'
  change(part: Partial<QuoteDraft>): void
  /** Resolves once everything typed is stored; false where it could not be. */
  settled(): Promise<boolean>
  /** Takes what is stored now and forgets what could not be saved. */
  reload(): void
}

export function useBasket(quoteId: string): Basket {
  const read = useRead(api.quotes.get, { quoteId })
  const [typed, setTyped] = useState<QuoteDraft | null>(null)
  const [fault, setFault] = useState<AppErrorValue | null>(null)
  const [saving, setSaving] = useState<Basket['saving']>('saved')
  const latest = useRef<QuoteDraft | null>(null)
  const version = useRef<number | null>(null)
  const queue = useRef<Promise<boolean>>(Promise.resolve(true))
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const view = read.data
  const refetch = read.refetch
  if (view && latest.current === null) version.current = view.changedAt

  const save = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current)
    queue.current = queue.current.then(async () => {
      const draft = latest.current
      if (draft === null) return true
      setSaving('saving')
      try {
        const stored = await api.quotes.save({ draft, basedOn: version.current })
        version.current = stored.changedAt
        if (latest.current === draft) {
          latest.current = null
          setSaving('saved')
        }
        setFault(null)
        await refetch()
        if (latest.current === null) setTyped(null)
        return true
      } catch (cause) {
        setFault(cause as AppErrorValue)
        setSaving('failed')
        return false
      }
    })
    return queue.current
  }, [refetch])

  const change = useCallback(
    (part: Partial<QuoteDraft>): void => {
      const base = latest.current ?? view?.draft
      if (!base) return
      const next = { ...base, ...part }
      latest.current = next
      setTyped(next)
      setSaving('saving')
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void save(), SAVE_AFTER_MS)
    },
    [save, view],
  )
  // Leaving the page loses nothing that was typed.
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      if (latest.current !== null)
        void api.quotes.save({ draft: latest.current, basedOn: version.current }).catch(() => {})
    },
    [],
  )
  return {
    view,
    draft: typed ?? view?.draft,
    error: fault ?? read.error,
    saving,
    change,
    settled: save,
    reload: () => {
      latest.current = null
      setTyped(null)
      setFault(null)
      setSaving('saved')
      void refetch()
    },
  }
}
