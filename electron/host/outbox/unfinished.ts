/** What the shell tells about intents that have not ended: a number and sentences, in the person's language. */
import type { Unfinished } from '#host/shell.ts'
import type { OutboxStatus } from '#shared/contract/outbox.ts'

const number = new Intl.NumberFormat('en-US')

const words = {
  zh: {
    none: '没有待发送的操作',
    unsent: (n: string) => `${n} 笔待发送`,
    person: (n: string) => `${n} 笔需要您`,
    message: (n: string) => `还有 ${n} 笔没有发完`,
    safe: '它们都保存在本机，下次启动后继续；不会丢失，也不会重复。',
    needs: (n: string) => `其中 ${n} 笔需要您处理。`,
    drafts: (n: string) => `另有 ${n} 笔草稿也会保留。`,
    quit: '退出',
    stay: '留下',
    between: '，',
    gap: '',
  },
  en: {
    none: 'Nothing to send',
    unsent: (n: string) => `${n} to send`,
    person: (n: string) => `${n} need you`,
    message: (n: string) => `${n} not sent to the end yet`,
    safe: 'They stay on this machine and go on at the next start; nothing is lost, nothing happens twice.',
    needs: (n: string) => `${n} of them need you.`,
    drafts: (n: string) => `${n} drafts are kept as well.`,
    quit: 'Quit',
    stay: 'Stay',
    between: ', ',
    gap: ' ',
  },
} as const

/** `status` null = no workspace is open. Drafts alone are no reason to ask before quitting: they were never to be sent. */
export function unfinishedOf(
  status: Pick<OutboxStatus, 'unsent' | 'drafts' | 'needPerson'> | null,
  language: 'zh' | 'en',
): Unfinished {
  const say = words[language]
  if (!status || status.unsent === 0) return { count: 0, text: say.none, leave: null }
  const { unsent, drafts, needPerson } = status
  const n = number.format(unsent)
  const needs = needPerson > 0 ? [say.person(number.format(needPerson))] : []
  return {
    count: unsent,
    text: [say.unsent(n), ...needs].join(say.between),
    leave: {
      message: say.message(n),
      detail: [
        say.safe,
        ...(needPerson > 0 ? [say.needs(number.format(needPerson))] : []),
        ...(drafts > 0 ? [say.drafts(number.format(drafts))] : []),
      ].join(say.gap),
      quit: say.quit,
      stay: say.stay,
    },
  }
}

const CALM_MS = 250

/** Tells once for many changes: a batch moves hundreds of intents a second. `end` before what `status` reads is closed. */
export function unfinishedTeller(parts: {
  /** null = no workspace is open. */
  status(): Parameters<typeof unfinishedOf>[0]
  language(): 'zh' | 'en'
  /** A line that stands beside it in the tray, e.g. what ends next; null = none. */
  beside?(): string | null
  tell(unfinished: Unfinished): void
  /** Hears why it could not be read. */
  failed(cause: unknown): void
}): { soon(): void; end(): void } {
  let timer: NodeJS.Timeout | null = null
  let last = ''
  const tellNow = (): void => {
    timer = null
    try {
      const own = unfinishedOf(parts.status(), parts.language())
      const beside = parts.beside?.() ?? null
      const unfinished = beside === null ? own : { ...own, text: `${own.text} · ${beside}` }
      const text = JSON.stringify(unfinished)
      if (text !== last) parts.tell(unfinished)
      last = text
    } catch (cause) {
      parts.failed(cause)
    }
  }
  return {
    soon: () => {
      timer ??= setTimeout(tellNow, CALM_MS)
    },
    end: () => {
      if (timer) clearTimeout(timer)
      timer = null
    },
  }
}
