/** The page's address: which state, which batch, which intent is open; so that any page can lead here. */
import { z } from 'zod'
import type { IntentGroup, OutboxStatus } from '#shared/contract/outbox.ts'
import type { IntentState } from '#shared/intent-states.ts'

export const outboxTabs = ['open', 'person', 'moving', 'draft', 'done', 'failed', 'all'] as const
export type OutboxTab = (typeof outboxTabs)[number]

const word = z
  .preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string().min(1).max(64).optional())
  .catch(undefined)

const Search = z.object({ tab: z.enum(outboxTabs).optional().catch(undefined), group: word, intent: word })
export type OutboxSearch = z.infer<typeof Search>

/** A bad value in a link is no filter. */
export const parseSearch = (raw: Record<string, unknown>): OutboxSearch => Search.parse(raw)

export interface ListFilter {
  states?: IntentState[]
  released?: boolean
  groupId?: string
}

const ofTab: Readonly<Record<OutboxTab, Omit<ListFilter, 'groupId'>>> = {
  open: { states: ['draft', 'queued', 'sent', 'uncertain', 'waiting'] },
  person: { states: ['queued', 'waiting'], released: false },
  moving: { states: ['queued', 'sent', 'uncertain'], released: true },
  draft: { states: ['draft'] },
  done: { states: ['done'] },
  failed: { states: ['refused', 'expired', 'discarded'] },
  all: {},
}

export const filterOf = ({ tab = 'open', group }: OutboxSearch): ListFilter => ({
  ...ofTab[tab],
  ...(group === undefined ? {} : { groupId: group }),
})

/** Rows of each tab, of everything or of one batch. */
export function tabCounts(facts: Pick<OutboxStatus, 'counts'> & { unreleased: number }): Record<OutboxTab, number> {
  const of = (...states: IntentState[]): number => states.reduce((sum, state) => sum + (facts.counts[state] ?? 0), 0)
  return {
    open: of('draft', 'queued', 'sent', 'uncertain', 'waiting'),
    person: of('waiting') + facts.unreleased,
    moving: of('queued', 'sent', 'uncertain') - facts.unreleased,
    draft: of('draft'),
    done: of('done'),
    failed: of('refused', 'expired', 'discarded'),
    all: Object.values(facts.counts).reduce((sum, n) => sum + n, 0),
  }
}

/** Queued ones that wait for a release, of the whole outbox. */
export const unreleasedOf = (status: OutboxStatus): number => status.needPerson - (status.counts.waiting ?? 0)

export const countsOf = (status: OutboxStatus | undefined, group: IntentGroup | undefined) =>
  group ? tabCounts(group) : status ? tabCounts({ counts: status.counts, unreleased: unreleasedOf(status) }) : null
