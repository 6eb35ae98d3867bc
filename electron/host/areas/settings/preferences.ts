/** Preferences of the person at this machine, over all workspaces: one small file. */
import { join } from 'node:path'
import type { Log } from '#host/log/log.ts'
import { readSettings, writeSettings } from '#host/workspaces/files.ts'
import { Preferences } from '#shared/contract/system.ts'

const initial: Preferences = { language: 'zh', theme: 'system', density: 'middle', navigationFolded: false }

export interface PreferencesStore {
  get(): Preferences
  set(change: { [K in keyof Preferences]?: Preferences[K] | undefined }): Preferences
}

export function openPreferences(dataDir: string, log: Log): PreferencesStore {
  const path = join(dataDir, 'preferences.json')
  // A file of an older version lacks keys: what it has counts, the rest is as at first.
  const read = readSettings(path, Preferences.partial())
  if (read.found === 'restored' || read.found === 'torn') {
    log.error('settings-torn', { file: 'preferences.json', restored: read.found === 'restored', cause: read.cause })
  }
  const found = read.found === 'whole' || read.found === 'restored' ? read.value : {}
  let preferences = Preferences.parse({ ...initial, ...found })
  if (read.found === 'restored') writeSettings(path, preferences)
  return {
    get: () => preferences,
    set: (change) => {
      const next = Preferences.parse({ ...preferences, ...JSON.parse(JSON.stringify(change)) })
      writeSettings(path, next)
      preferences = next
      return next
    },
  }
}
