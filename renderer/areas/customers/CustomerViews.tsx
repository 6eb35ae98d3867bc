import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { type CustomersSearch, parseView, questionKey } from '#renderer/areas/customers/search.ts'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { SavedViews } from '#renderer/parts/SavedViews.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'

/** Saved filters and orders of this person. */
export function CustomerViews({
  search,
  onApply,
}: {
  search: CustomersSearch
  onApply: (search: CustomersSearch) => void
}) {
  const { t } = useTranslation('parts')
  const notices = useNotices()
  const views = useRead(api.system.listViews, { ledger: 'customers' }).data?.views ?? []
  const save = useWrite(api.system.saveView, { onDone: (view) => notices.done(t('views.saved', { name: view.name })) })
  const remove = useWrite(api.system.deleteView)
  const question = questionKey(search)
  const understood = views.flatMap((view) => {
    const parsed = parseView(view.query)
    return parsed ? [{ view, parsed }] : []
  })
  const failure = save.error ?? remove.error
  return (
    <>
      <SavedViews
        views={understood.map(({ view }) => ({ id: view.viewId, name: view.name }))}
        activeId={understood.find(({ parsed }) => questionKey(parsed) === question)?.view.viewId ?? null}
        onApply={(id) => {
          const chosen = understood.find(({ view }) => view.viewId === id)
          if (chosen) onApply(chosen.parsed)
        }}
        onSave={(name) =>
          save.mutate({ viewId: crypto.randomUUID(), ledger: 'customers', name, query: JSON.stringify(search) })
        }
        onDelete={(viewId) => remove.mutate({ viewId })}
      />
      {failure && <ErrorNotice error={failure} />}
    </>
  )
}
