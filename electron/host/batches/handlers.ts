/** Calls about batches. A rehearsal lives as long as the workspace is open; the group it becomes lives in the outbox. */

import { randomBytes } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import type { Imports } from '#host/imports/handlers.ts'
import type { CustomerFinder } from '#host/imports/types.ts'
import { runInThread } from '#host/jobs/thread.ts'
import type { Scope } from '#host/person.ts'
import type { Handlers } from '#host/serve.ts'
import type { Shell } from '#host/shell.ts'
import type { Db } from '#host/store/types.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import type { BatchSource, BatchTerms } from '#shared/contract/batches.ts'
import type { CustomerFilter } from '#shared/contract/customers.ts'
import { GROUP_ITEMS_MOST } from '#shared/contract/outbox.ts'
import { AppError } from '#shared/errors.ts'
import { formatBeijing } from '#shared/time.ts'
import { acceptBatch, PIECE } from './accept.ts'
import { batchItems, outcomesOf, retriableOf } from './groups.ts'
import type { ProofTask } from './proof.ts'
import { openIntents, playAll, problemOf, Rehearsal } from './rehearsal.ts'
import { deleteTemplate, listTemplates, saveTemplate } from './templates.ts'
import type { AnyBatchKind, BatchKind, SourceItem } from './types.ts'

export interface BatchParts {
  current(): Opened
  readonly shell: Shell
  readonly now: () => number
  readonly newId: () => string
  readonly kinds: readonly AnyBatchKind[]
  readonly imports: Imports
  finder(cache: Db, scope: Scope): CustomerFinder
  /** Ids of everything a list shows, at most `limit`. */
  idsOf(of: Opened, filter: CustomerFilter, limit: number): string[]
  tellTables(tables: string[]): void
}

/** Rehearsals kept: the one on screen and those just before it. */
const KEPT = 4

const bare = { amount: null, validFrom: null, validUntil: null, memo: '' } as const

const refuseSize = (count: number): void => {
  const reason = count === 0 ? 'none' : count > GROUP_ITEMS_MOST ? 'too-many' : null
  if (reason !== null)
    throw new AppError('invalid-input', {
      retry: 'after-fix',
      field: 'source',
      detail: { reason, most: GROUP_ITEMS_MOST },
    })
}

export function batchHandlers(parts: BatchParts): Handlers['batches'] {
  const { current, shell, now, newId, kinds, imports, finder, idsOf, tellTables } = parts
  const rehearsals = new WeakMap<Opened, Map<string, Rehearsal>>()

  const kindOf = (of: Opened, name: string): BatchKind => {
    const kind = kinds.find((one) => one.name === name) as BatchKind | undefined
    if (!kind) throw new AppError('not-found', { field: 'kind' })
    if (!of.person().identity.permissions.includes(kind.needs))
      throw new AppError('forbidden', { detail: { reason: 'role', needs: kind.needs } })
    return kind
  }
  const kept = (of: Opened): Map<string, Rehearsal> => {
    const known = rehearsals.get(of) ?? new Map<string, Rehearsal>()
    rehearsals.set(of, known)
    return known
  }
  const rehearsal = (rehearsalId: string): Rehearsal => {
    const found = kept(current()).get(rehearsalId)
    if (!found) throw new AppError('not-found', { field: 'rehearsalId' })
    kindOf(current(), found.terms.kind)
    return found
  }
  const groupOf = (groupId: string) => {
    const of = current()
    const group = of.outbox.ledger.groups.view(groupId)
    return { of, group, kind: kinds.some(({ name }) => name === group.command) ? kindOf(of, group.command) : null }
  }

  const itemsOf = (of: Opened, source: BatchSource, kind: BatchKind): { items: SourceItem[]; replaces: string[] } => {
    const found = finder(of.cache, of.person().scope)
    const named = (customerIds: readonly string[]): SourceItem[] =>
      [...new Set(customerIds)].map((customerId) => ({
        customerId,
        customer: found.byId(customerId),
        line: null,
        ...bare,
      }))
    if (source.from === 'customers') return { items: named(source.customerIds), replaces: [] }
    if (source.from === 'filter') {
      const except = new Set(source.except)
      const ids = idsOf(of, source.filter, GROUP_ITEMS_MOST + except.size + 1)
      return { items: named(ids.filter((id) => !except.has(id))), replaces: [] }
    }
    if (source.from === 'import') {
      const rows = imports.session(source.importId).goodRows()
      return { items: rows.map((row) => ({ ...row, customerId: row.customer.customerId })), replaces: [] }
    }
    if (of.outbox.ledger.groups.commandOf(source.groupId) !== kind.name)
      throw new AppError('not-found', { field: 'groupId' })
    const items: SourceItem[] = []
    const replaces: string[] = []
    for (const { intentId, payload } of retriableOf(of.local, source.groupId)) {
      const again = kind.again(payload)
      if (!again) continue
      items.push({ ...again, customer: found.byId(again.customerId), line: null })
      replaces.push(intentId)
    }
    return { items, replaces }
  }

  const rehearse = async (source: BatchSource, terms: BatchTerms, signal: AbortSignal) => {
    const of = current()
    const kind = kindOf(of, terms.kind)
    const { items, replaces } = itemsOf(of, source, kind)
    refuseSize(items.length)
    const open = openIntents(of.local, kind.name)
    const stage = kind.stage(terms, {
      cache: of.cache,
      open,
      now: now(),
      scope: of.person().scope,
      asOf: of.asOf,
    })
    const played = await playAll(stage, items, signal)
    const made = new Rehearsal({ rehearsalId: newId(), terms, stage, played, replaces, at: now() })
    const mine = kept(of)
    for (const id of [...mine.keys()].slice(0, Math.max(0, mine.size + 1 - KEPT))) mine.delete(id)
    mine.set(made.rehearsalId, made)
    if (source.from === 'import') {
      // The file's own copy then names what the rehearsal refused as well.
      const verdicts = made
        .list('cannot')
        .flatMap(({ line, refusal }) => (line === null || !refusal ? [] : [[line, problemOf(refusal)] as const]))
      imports.session(source.importId).judge(new Map(verdicts))
    }
    return made.view()
  }

  return {
    rehearse: ({ source, terms }, { signal }) => rehearse(source, terms, signal),
    rehearsalRows: ({ rehearsalId, only, at, limit }) => rehearsal(rehearsalId).rows(only, at, limit),
    accept: async ({ rehearsalId, groupId, label, release }) => {
      const of = current()
      const made = rehearsal(rehearsalId)
      const { terms, replaces } = made
      const items = made.list('can')
      refuseSize(items.length)
      const batch = { command: terms.kind, groupId, label, release, items, replaces }
      const run = (signal: AbortSignal, progress: (done: number, total: number | null) => void): Promise<void> =>
        acceptBatch(batch, of.outbox.people, of.local, signal, progress)
      if (items.length <= PIECE && replaces.length === 0) {
        await run(new AbortController().signal, () => {})
        return { groupId, items: items.length, jobId: null }
      }
      const jobId = of.jobs.start({ kind: 'batch-accept', run: ({ signal, progress }) => run(signal, progress) })
      return { groupId, items: items.length, jobId }
    },
    get: ({ groupId }) => {
      const { of, group, kind } = groupOf(groupId)
      return {
        group,
        ...outcomesOf(of.local, groupId),
        provable: kind !== null && kind.proof !== null && group.counts.done > 0,
      }
    },
    items: (input) => {
      const { of } = groupOf(input.groupId)
      const found = finder(of.cache, of.person().scope)
      return batchItems(of.local, input, (customerId) => found.byId(customerId)?.shown ?? '')
    },
    proof: async ({ groupId, format, language }) => {
      const { of, group, kind } = groupOf(groupId)
      if (!kind?.proof) throw new AppError('not-found', { field: 'groupId' })
      const { title, collections } = kind.proof
      const path = await shell.chooseSaveFile({
        defaultName: `${title[language]}-${formatBeijing(group.acceptedAt).slice(0, 10)}.${format}`,
        extension: format,
        title: title[language],
      })
      if (path === null || current() !== of) return { jobId: null }
      const whole = extname(path).toLowerCase() === `.${format}` ? path : `${path}.${format}`
      const ages = collections.map((name) => of.asOf(name))
      const task: ProofTask = {
        task: 'batch-proof',
        dir: of.dir,
        key: of.key,
        groupId,
        command: group.command,
        format,
        language,
        asOf: ages.includes(null) ? null : Math.min(...ages.map(Number)),
        temporary: join(dirname(whole), `.${basename(whole)}.${randomBytes(4).toString('hex')}.part`),
      }
      const jobId = of.jobs.start({
        kind: 'batch-proof',
        file: { path: whole, name: basename(whole).slice(0, 260) },
        run: async (job) => {
          try {
            const lines = await runInThread(task, job)
            job.signal.throwIfAborted()
            of.audit('batches.proof', `group:${groupId}`, { file: basename(whole), lines, masked: true })
            await rename(task.temporary, whole)
          } catch (cause) {
            await rm(task.temporary, { force: true })
            throw cause
          }
        },
      })
      return { jobId }
    },
    templates: ({ kind }) => {
      kindOf(current(), kind)
      return { templates: listTemplates(current().local, kind) }
    },
    saveTemplate: (template) => {
      const of = current()
      kindOf(of, template.terms.kind)
      const saved = saveTemplate(of.local, template, now())
      tellTables(['batch_templates'])
      return saved
    },
    deleteTemplate: ({ templateId }) => {
      deleteTemplate(current().local, templateId)
      tellTables(['batch_templates'])
      return {}
    },
  }
}
