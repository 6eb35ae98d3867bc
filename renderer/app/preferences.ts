/**
 * The person's preferences. The host keeps them; a copy in the page's own storage lets the first paint have the right
 * language and colours before the host has answered.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { Preferences } from '#shared/contract/system.ts'

const HINT = 'preferences'
const initial: Preferences = { language: 'zh', theme: 'system', density: 'middle', navigationFolded: false }

const oneOf = <T>(value: unknown, allowed: readonly T[], otherwise: T): T =>
  allowed.find((one) => one === value) ?? otherwise

/** What was in force when the page was last open; the usual ones where nothing or nonsense is stored. */
export function hintedPreferences(): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(HINT) ?? '{}')
    const hint = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>
    return {
      language: oneOf(hint['language'], ['zh', 'en'], initial.language),
      theme: oneOf(hint['theme'], ['system', 'light', 'dark'], initial.theme),
      density: oneOf(hint['density'], ['compact', 'middle'], initial.density),
      navigationFolded: hint['navigationFolded'] === true,
    }
  } catch {
    return initial
  }
}

const key = [...api.system.preferences.path, {}]

/** Preferences in force, and a way to change some of them: the screen changes at once, the host keeps it. */
export function usePreferences(): [Preferences, (change: Partial<Preferences>) => void] {
  const queries = useQueryClient()
  const preferences = useRead(api.system.preferences, {}).data
  useEffect(() => {
    if (preferences) localStorage.setItem(HINT, JSON.stringify(preferences))
  }, [preferences])
  const change = useCallback(
    (change: Partial<Preferences>) => {
      queries.setQueryData(key, { ...(queries.getQueryData<Preferences>(key) ?? hintedPreferences()), ...change })
      api.system.setPreferences(change).then(
        (kept) => queries.setQueryData(key, kept),
        () => queries.invalidateQueries({ queryKey: key }),
      )
    },
    [queries],
  )
  return [preferences ?? hintedPreferences(), change]
}
