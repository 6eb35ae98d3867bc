/** This person's columns: the screen changes at once, the host keeps them. */
import { useCallback, useState } from 'react'
import type { ColumnSetting } from '#renderer/parts/ledger/types.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { ledgers } from '#shared/contract/system.ts'

export function useLedgerColumnsSetting(
  ledger: (typeof ledgers)[number],
): [
  settings: readonly ColumnSetting[] | null,
  change: (settings: readonly ColumnSetting[] | null) => void,
  failure: ReturnType<typeof useWrite>['error'],
] {
  const kept = useRead(api.system.ledgerSettings, { ledger }).data
  const [chosen, setChosen] = useState<readonly ColumnSetting[] | null>(null)
  const { mutate, error } = useWrite(api.system.setLedgerSettings)
  const change = useCallback(
    (settings: readonly ColumnSetting[] | null) => {
      // An empty list means: as the program declares them.
      setChosen(settings ?? [])
      mutate({ ledger, settings: { columns: [...(settings ?? [])] } })
    },
    [mutate, ledger],
  )
  return [chosen ?? kept?.columns ?? null, change, error]
}
