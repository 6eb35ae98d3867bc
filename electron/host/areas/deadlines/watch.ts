/**
 * Watches the deadline without a page: a line for the tray, and one native notice for each period, three working days
 * before (R-INC-10); reminders of cases beside it. Time passes without any change of data, so it looks by itself as well.
 */
import { takeDue } from '#host/areas/cases/queries.ts'
import { deadlineHere, warnOnce } from '#host/areas/deadlines/guard.ts'
import type { Notice } from '#host/shell.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import { type Deadline, daysLeft } from '#shared/rules/deadlines.ts'
import { formatBeijing } from '#shared/time.ts'

export const LOOK_EVERY_MS = 15 * 60_000

const words = {
  zh: {
    line: (period: string, days: number) =>
      days > 0 ? `${period} 激励账单还剩 ${days} 天自动确认` : `${period} 激励账单今天自动确认`,
    title: (period: string) => `${period} 激励账单即将自动确认`,
    body: (until: string) => `请在 ${until} 前核对并确认，或提出问题反馈；到期后由伙伴中心自动确认。`,
    reminder: '办理事项提醒',
  },
  en: {
    line: (period: string, days: number) =>
      days > 0
        ? `${period} incentive bills confirm themselves in ${days} days`
        : `${period} incentive bills confirm themselves today`,
    title: (period: string) => `${period} incentive bills will confirm themselves`,
    body: (until: string) => `Reconcile and confirm them, or give feedback, before ${until}.`,
    reminder: 'Reminder of a case',
  },
} as const

type OpenedHere = Pick<Opened, 'cache' | 'local' | 'person'>

export interface WatchParts {
  /** null = no workspace is open. */
  opened(): OpenedHere | null
  language(): 'zh' | 'en'
  readonly now: () => number
  notify(notice: Notice): Promise<void>
  /** The tray's line may have changed. */
  changed(): void
  failed(cause: unknown): void
}

export class DeadlineWatch {
  readonly #parts: WatchParts
  readonly #timer: NodeJS.Timeout

  constructor(parts: WatchParts) {
    this.#parts = parts
    this.#timer = setInterval(() => this.look(), LOOK_EVERY_MS)
    this.#timer.unref()
  }

  /** Only who may see incentives is told of them. */
  #mayRead(opened: OpenedHere): boolean {
    return opened.person().identity.permissions.includes('incentive.read')
  }

  #deadline(opened: OpenedHere): Deadline | null {
    if (!this.#mayRead(opened)) return null
    return deadlineHere(opened.cache, this.#parts.now())
  }

  /** Beside what is not finished; null where nothing ends. */
  line(): string | null {
    const opened = this.#parts.opened()
    const deadline = opened && this.#deadline(opened)
    if (!deadline) return null
    return words[this.#parts.language()].line(deadline.period, daysLeft(deadline.until, this.#parts.now()))
  }

  /** Tells what has come near since the last look. */
  look(): void {
    const { opened, now, notify, language, changed, failed } = this.#parts
    try {
      changed()
      const here = opened()
      if (!here) return
      // Committed before it is shown: better not told again than at every start.
      for (const { caseId, note } of this.#mayRead(here) ? takeDue(here.local, now()) : [])
        notify({ title: `${words[language()].reminder} ${caseId}`, body: note }).catch(failed)
      const deadline = this.#deadline(here)
      if (!deadline || now() < deadline.warnFrom) return
      if (!here.local.transaction(() => warnOnce(here.local, deadline, now())).immediate()) return
      const say = words[language()]
      notify({ title: say.title(deadline.period), body: say.body(formatBeijing(deadline.until)) }).catch(failed)
    } catch (cause) {
      failed(cause)
    }
  }

  end(): void {
    clearInterval(this.#timer)
  }
}
