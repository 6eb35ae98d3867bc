import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import { useBatchDraft } from '#renderer/stores/batchDraft.ts'
import type { BatchSource } from '#shared/contract/batches.ts'
import type { ImportKindName } from '#shared/contract/imports.ts'

/** Whom a batch is for: the file that is being read, or the draft that another page handed over. */
export function useWho(kind: ImportKindName) {
  const { draft, file, begin, drop } = useBatchDraft()
  const [importId, setImportId] = useState<string | null>(null)
  const open = useWrite(api.imports.open, { onDone: ({ importId: opened }) => setImportId(opened) })
  const view = useRead(api.imports.get, { importId: importId ?? '' }, { enabled: importId !== null }).data
  const { mutate } = open
  const read = useCallback((given: File | null) => mutate({ kind, file: given }), [mutate, kind])
  const taken = useRef<File | null>(null)
  useEffect(() => {
    if (file === null || taken.current === file) return
    taken.current = file
    drop(null)
    setImportId(null)
    read(file)
  }, [file, drop, read])
  const checked = importId !== null && view?.state === 'checked' ? view : null
  const source: BatchSource | null = checked
    ? { from: 'import', importId: checked.importId }
    : importId === null
      ? (draft?.source ?? null)
      : null
  return {
    draft,
    importId,
    open,
    read,
    source,
    checked,
    label: checked?.fileName ?? draft?.label ?? '',
    /** Every usable row of the file says its own amount. */
    amountInFile: checked !== null && checked.mapping.amount !== undefined,
    forget: () => {
      begin(null)
      setImportId(null)
      open.reset()
    },
  }
}
