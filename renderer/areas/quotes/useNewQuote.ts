/** Makes an empty quote and opens it; the picker of products has the focus there. */
import { useNavigate } from '@tanstack/react-router'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { AppErrorValue } from '#shared/errors.ts'
import { emptyDraft, newId } from './lines.ts'

export function useNewQuote(): (customerId: string | null) => void {
  const navigate = useNavigate()
  const { fault } = useNotices()
  const save = useWrite(api.quotes.save, {
    onDone: ({ draft }) => void navigate({ to: '/quotes/$quoteId', params: { quoteId: draft.quoteId } }),
  })
  return (customerId) =>
    save.mutate(
      { draft: emptyDraft(newId(), customerId), basedOn: null },
      { onError: (error: AppErrorValue) => fault(error) },
    )
}
