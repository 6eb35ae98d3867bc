// What a laptop of the fault run can do, and where it can die.
import type { IntentRow } from '#host/outbox/types.ts'
import type { Connection } from '#host/partner-api/types.ts'

/** Where a machine can die. Before a commit the transaction is lost, after it the acknowledgement is. */
export const boundaries = [
  'accept-before-commit',
  'accept-committed',
  'sent-before-commit',
  'sent-committed',
  'request-left',
  'answered',
  'done-before-commit',
  'settled-before-commit',
] as const
export type Boundary = (typeof boundaries)[number]

export class Crashed extends Error {}

export interface MachineOptions {
  readonly file: string
  readonly key: Uint8Array
  readonly connection: Connection
  /** Breaks the rule on purpose: silence is answered by sending again. */
  readonly resend?: boolean
  /** Calls do not hear that they were ended: their answers come late. */
  readonly deaf: boolean
  /** Real milliseconds after which the engine ends a call; null = the client's own clock decides. */
  readonly patienceMs: number | null
  /** How to die; in a process of its own this is SIGKILL and never returns. */
  readonly die?: () => void
}

export interface Listed {
  readonly intentId: string
  readonly requestId: string
  readonly command: string
  readonly payload: Record<string, unknown>
  readonly state: IntentRow['state']
  readonly why: IntentRow['why']
  readonly released: boolean
  readonly target: string
  /** Later intents of its target wait for it. */
  readonly holds: boolean
  readonly effectId: string | null
}

export interface AcceptCall {
  readonly command: string
  readonly requestId: string
  readonly payload: Record<string, unknown>
  readonly draft: boolean
  readonly release: boolean
}

/** What a person may do with one intent, and with the group it came in. */
export const acts = [
  'release',
  'discard',
  'releaseHold',
  'lookAgain',
  'edit',
  'releaseGroup',
  'takeBackGroup',
  'discardGroup',
] as const
export type Act = (typeof acts)[number]

export interface Settings {
  readonly clockOffsetMs?: number
  readonly online?: boolean
  readonly alone?: boolean
  readonly dieAt?: Boundary | null
  /** Nothing fails any more: whatever still takes long is the load of whatever runs the history, and is waited for. */
  readonly calm?: boolean
}

/** The same for a machine in this process and one in a process of its own. */
export interface Machine {
  accept(call: AcceptCall): Promise<string>
  /** What a person does; answers whether it was possible. */
  act(what: Act, intentId: string, payload?: Record<string, unknown>): Promise<boolean>
  /** Runs until no call is under way; answers when something is due, UTC milliseconds of this machine. */
  pump(): Promise<number | null>
  list(): Promise<Listed[]>
  set(what: Settings): Promise<void>
  resume(): Promise<void>
  /** Starts again on the same file. */
  restart(): Promise<void>
  close(): Promise<void>
  readonly dead: boolean
}
