/** The frame's own calls: events, identity, preferences, views, jobs, links, store work. */

import type { PreferencesStore } from '#host/areas/settings/preferences.ts'
import { deleteView, ledgerSettings, listViews, saveView, setLedgerSettings } from '#host/areas/settings/views.ts'
import type { Hub } from '#host/connect/hub.ts'
import { backUpStore, checkStore } from '#host/jobs/store-jobs.ts'
import { nobody } from '#host/person.ts'
import type { Handlers } from '#host/serve.ts'
import type { Shell } from '#host/shell.ts'
import type { WorkspaceManager } from '#host/workspaces/manager.ts'
import type { AppEvent, outsideLinks } from '#shared/contract/system.ts'

export interface Runtime {
  readonly version: string
  readonly electron: string
  readonly chromium: string
  readonly platform: string
  readonly packaged: boolean
}

type Link = (typeof outsideLinks)[number]

/**
 * Entrances only: the portal's inner addresses move, and both sites lead on from their entrance after signing in. Main
 * opens them only where its own list of hosts allows it.
 */
const links: Readonly<Record<'china' | 'international', Readonly<Record<Link, string>>>> = {
  china: {
    'portal-home': 'https://partner.huaweicloud.com/',
    'portal-customers': 'https://partner.huaweicloud.com/',
    'portal-credentials': 'https://console.huaweicloud.com/iam/#/mine/accessKey',
    'portal-help': 'https://support.huaweicloud.com/bpconsole/index.html',
  },
  international: {
    'portal-home': 'https://www.huaweicloud.com/intl/zh-cn/partners/',
    'portal-customers': 'https://www.huaweicloud.com/intl/zh-cn/partners/',
    'portal-credentials': 'https://www.huaweicloud.com/intl/zh-cn/',
    'portal-help': 'https://support.huaweicloud.com/intl/zh-cn/bpconsole/index.html',
  },
}

export interface SystemParts {
  readonly manager: WorkspaceManager
  readonly hub: Hub
  readonly preferences: PreferencesStore
  readonly shell: Shell
  readonly runtime: Runtime
  readonly now: () => number
  readonly sqlite: { readonly version: string; readonly cipher: string }
  onLanguage(language: 'zh' | 'en'): void
}

export function systemHandlers(parts: SystemParts): Handlers['system'] {
  const { manager, hub, preferences, shell, now } = parts
  const local = () => manager.current().local

  const storeJob = (kind: 'backup' | 'integrity-check', work: typeof checkStore): { jobId: string } => {
    const { jobs, dir, key } = manager.current()
    return { jobId: jobs.start({ kind, alone: true, run: (job) => work({ dir, key, now: now() }, job) }) }
  }

  return {
    events: (_input, { signal }): AsyncGenerator<AppEvent, void, void> => hub.subscribe(signal),
    info: () => ({
      version: parts.runtime.version,
      electron: parts.runtime.electron,
      chromium: parts.runtime.chromium,
      node: process.versions.node,
      sqlite: parts.sqlite.version,
      cipher: parts.sqlite.cipher,
      platform: parts.runtime.platform,
    }),
    identity: () => (manager.opened?.person() ?? nobody).identity,
    preferences: () => preferences.get(),
    setPreferences: (change) => {
      const before = preferences.get()
      const after = preferences.set(change)
      if (after.language !== before.language) parts.onLanguage(after.language)
      hub.publish({ kind: 'preferences' })
      return after
    },
    ledgerSettings: ({ ledger }) => ledgerSettings(local(), ledger),
    setLedgerSettings: ({ ledger, settings }) => {
      setLedgerSettings(local(), ledger, settings, now())
      return {}
    },
    listViews: ({ ledger }) => ({ views: listViews(local(), ledger) }),
    saveView: (view) => saveView(local(), view, now()),
    deleteView: ({ viewId }) => {
      deleteView(local(), viewId)
      return {}
    },
    listJobs: () => ({ jobs: manager.opened?.jobs.list() ?? [] }),
    cancelJob: ({ jobId }) => {
      manager.current().jobs.cancel(jobId)
      return {}
    },
    showJobFile: async ({ jobId }) => {
      await shell.showInFolder(manager.current().jobs.fileOf(jobId))
      return {}
    },
    openOutside: async ({ link }) => {
      const site = manager.opened?.file.site ?? 'china'
      return { opened: await shell.openOutside(links[site][link]) }
    },
    backup: () => storeJob('backup', backUpStore),
    checkIntegrity: () => storeJob('integrity-check', checkStore),
  }
}
