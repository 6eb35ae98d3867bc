/**
 * Entry of the data process: the same file as a utilityProcess of the shell and as a child process of an older runtime.
 * Loads nothing before the version of Node is known, for the SQLite binding kills an older one without a word.
 */

import { parentOfProcess } from '#host/connect/parent.ts'
import { shellClient } from '#host/connect/shell-client.ts'
import type { Host } from '#host/host.ts'

const oldest = [22, 14] as const

function requireNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return
  throw new Error(
    `The data process needs Node ${oldest.join('.')} or newer, not ${process.versions.node}: its SQLite binding would end it.`,
  )
}

requireNode()
const parent = parentOfProcess()
const { shell, reply } = shellClient(parent.send)
let host: Host | null = null
let stopping: Promise<void> | null = null

function stop(): Promise<void> {
  stopping ??= (host?.close() ?? Promise.resolve()).then(() => {
    parent.send({ kind: 'stopped' })
  })
  return stopping
}

parent.onMessage((message) => {
  switch (message.kind) {
    case 'start':
      void (async () => {
        const { createHost } = await import('#host/host.ts')
        host = createHost({
          dataDir: message.dataDir,
          shell,
          demo: message.demo,
          runtime: message.runtime,
          ...(message.unhurried ? { limitShare: null } : {}),
          onUnfinished: (unfinished) => parent.send({ kind: 'unfinished', unfinished }),
          onLanguage: (language) => parent.send({ kind: 'language', language }),
        })
        parent.onPage((port) => host?.connect(port))
        parent.send({ kind: 'ready', startedInMs: Math.round(performance.now()) })
        if (message.task) parent.send({ kind: 'task-ended', ...(await host.runTask(message.task)) })
      })()
      break
    case 'shell-reply':
      reply(message)
      break
    case 'power':
      host?.power(message.what)
      break
    case 'stop':
      // Main ends this process once it has heard; without it nobody is left to serve.
      void stop()
      break
  }
})
process.on('uncaughtExceptionMonitor', (cause) => host?.fault(cause))
parent.onGone(() => void stop().finally(() => process.exit(0)))
