/** Calls about files. A file belongs to the open workspace and to whoever may do what it is for. */

import { readFile, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { Person } from '#host/person.ts'
import type { Handlers } from '#host/serve.ts'
import type { Shell } from '#host/shell.ts'
import type { Db } from '#host/store/types.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import { IMPORT_BYTES_MOST } from '#shared/contract/imports.ts'
import { AppError } from '#shared/errors.ts'
import { ImportSession } from './session.ts'
import type { CustomerFinder, ImportKind } from './types.ts'

export interface ImportParts {
  current(): Opened
  readonly shell: Shell
  readonly now: () => number
  readonly newId: () => string
  readonly kinds: readonly ImportKind[]
  finder(cache: Db, scope: Person['scope']): CustomerFinder
  tellTables(tables: string[]): void
}

/** Files open at once: a person works on one; more would only hold memory. */
const OPEN_MOST = 4
const EXTENSIONS = ['xlsx', 'csv', 'txt'] as const

export interface Imports {
  /** Throws `not-found` where it is not open, `forbidden` where the person may not use it. */
  session(importId: string): ImportSession
  readonly handlers: Handlers['imports']
}

export function createImports(parts: ImportParts): Imports {
  const { current, shell, now, newId, kinds, finder, tellTables } = parts
  const opened = new WeakMap<Opened, Map<string, ImportSession>>()

  const sessions = (of: Opened): Map<string, ImportSession> => {
    const known = opened.get(of) ?? new Map<string, ImportSession>()
    opened.set(of, known)
    return known
  }
  const permitted = (of: Opened, { needs }: ImportKind): void => {
    if (!of.person().identity.permissions.includes(needs))
      throw new AppError('forbidden', { detail: { reason: 'role', needs } })
  }
  const session = (importId: string): ImportSession => {
    const found = sessions(current()).get(importId)
    if (!found) throw new AppError('not-found', { field: 'importId' })
    permitted(current(), found.kind)
    return found
  }

  return {
    session,
    handlers: {
      open: async ({ kind: name, file }) => {
        const of = current()
        const kind = kinds.find((one) => one.name === name)
        if (!kind) throw new AppError('not-found', { field: 'kind' })
        permitted(of, kind)
        const given = file
          ? {
              name: basename(file.name),
              bytes: new Uint8Array(await file.arrayBuffer()),
              writtenAt: Math.min(file.lastModified || now(), now()),
            }
          : await chosen(shell)
        // The dialogue may have stood open for long: another workspace is not what was asked for.
        if (given === null || current() !== of) return { importId: null }
        const importId = newId()
        const made = new ImportSession({
          importId,
          kind,
          fileName: given.name.slice(0, 260),
          bytes: given.bytes,
          writtenAt: given.writtenAt,
          finder: finder(of.cache, of.person().scope),
          jobs: of.jobs,
          files: of,
          now,
          changed: () => tellTables(['imports']),
        })
        const mine = sessions(of)
        for (const id of [...mine.keys()].slice(0, Math.max(0, mine.size + 1 - OPEN_MOST))) mine.delete(id)
        mine.set(importId, made)
        made.read()
        return { importId }
      },
      get: ({ importId }) => session(importId).view(),
      map: ({ importId, mapping }) => {
        const found = session(importId)
        found.map(mapping)
        return found.view()
      },
      rows: ({ importId, only, at, limit }) => session(importId).rows(only, at, limit),
      saveMarked: async ({ importId, words, heading, title }) => {
        const found = session(importId)
        const { fileName, format } = found.view()
        const bare = fileName.slice(0, fileName.length - extname(fileName).length)
        const path = await shell.chooseSaveFile({ defaultName: `${bare}-${title}.${format}`, extension: format, title })
        if (path === null) return { jobId: null }
        const whole = extname(path).toLowerCase() === `.${format}` ? path : `${path}.${format}`
        return { jobId: found.saveMarked(whole, words, heading) }
      },
      close: ({ importId }) => {
        sessions(current()).delete(importId)
        return {}
      },
    },
  }
}

async function chosen(shell: Shell): Promise<{ name: string; bytes: Uint8Array; writtenAt: number } | null> {
  const path = await shell.chooseOpenFile({ extensions: EXTENSIONS, title: 'Excel, CSV' })
  if (path === null) return null
  const { size, mtimeMs } = await stat(path)
  if (size > IMPORT_BYTES_MOST)
    throw new AppError('invalid-input', { retry: 'after-fix', field: 'file', detail: { reason: 'too-large' } })
  return { name: basename(path), bytes: new Uint8Array(await readFile(path)), writtenAt: Math.floor(mtimeMs) }
}
