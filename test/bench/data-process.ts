/** Starts the processes that a benchmark of the sync needs, and speaks with them. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Connection } from '#host/partner-api/types.ts'
import type { Size } from './harness.ts'
import type { Order } from './sync-runner.ts'

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const quiet = '--disable-warning=ExperimentalWarning'

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('nothing can be read of this process')
  const [line] = (await once(createInterface(stdout), 'line')) as [string]
  return line
}

export interface Server {
  readonly connection: Connection
  readonly readyInMs: number
  stop(): Promise<void>
}

export const connectionTo = (endpoint: string, ak: string, sk: string): Connection => ({
  endpoint,
  credential: { kind: 'ak-sk', ak, sk },
  site: 'china',
  limitShare: null,
})

/** The embedded partner API in a process of its own, answering as fast as it can. */
export async function startServer(size: Size, seed: number): Promise<Server> {
  const child = spawn(
    process.execPath,
    [quiet, script('../partner-api/main.ts'), '--size', size, '--seed', String(seed), '--limits', 'off'],
    {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  )
  const line = await firstLine(child)
  const { url, accessKey, secretKey, readyInMs } = JSON.parse(line) as {
    url: string
    accessKey: string
    secretKey: string
    readyInMs: number
  }
  return {
    connection: connectionTo(url, accessKey, secretKey),
    readyInMs,
    stop: () => ended(child, () => child.kill('SIGTERM')),
  }
}

async function ended(child: ChildProcess, end: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  end()
  await exit
}

export interface DataProcess {
  ask<Answer>(order: Order): Promise<Answer>
  stop(): Promise<void>
}

export function startDataProcess(): DataProcess {
  const child = spawn(process.execPath, [quiet, script('sync-runner.ts')], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return {
    ask: <Answer>(order: Order) =>
      new Promise<Answer>((resolve, reject) => {
        const failed = (code: number | null): void => reject(new Error(`the data process ended with ${code}`))
        child.once('exit', failed)
        child.once('message', ({ answer }: { answer: Answer }) => {
          child.off('exit', failed)
          resolve(answer)
        })
        child.send(order)
      }),
    stop: () => ended(child, () => child.kill('SIGKILL')),
  }
}

/** Runs a script that prints one number at its end. */
async function numberOf(name: string, given: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [quiet, script(name), ...given], { stdio: ['ignore', 'pipe', 'inherit'] })
  return Number(await firstLine(child))
}

/** Megabytes that a process takes which copies the facts of a finished cache row by row into a bare file. */
export const bareLoopMB = (from: string, to: string): Promise<number> => numberOf('bare-loop.ts', [from, to])

/** Megabytes that a process takes which matches a period and nothing else. */
export const matchingMB = (...files: readonly [cache: string, evidence: string, period: string, next: string]) =>
  numberOf('match-alone.ts', files)
