// The process behind ProcessMachine: does what it is asked, and kills itself where it was told to die.
import type { MachineOptions } from './laptop.ts'
import { LocalMachine } from './machine.ts'
import type { Reply, Request } from './process-machine.ts'

let machine: LocalMachine | null = null

const answer = async ({ method, given }: Request): Promise<unknown> => {
  if (method === 'start') {
    const [options] = given as [Omit<MachineOptions, 'key'> & { key: number[] }]
    // SIGKILL takes effect before the next statement: no handler, no rollback, no flush.
    machine = new LocalMachine({
      ...options,
      key: Uint8Array.from(options.key),
      die: () => process.kill(process.pid, 'SIGKILL'),
    })
    return null
  }
  if (!machine) throw new Error('not started')
  return (machine[method] as (...values: readonly unknown[]) => Promise<unknown>)(...given)
}

process.on('message', async (request: Request) => {
  let reply: Reply
  try {
    reply = { id: request.id, value: (await answer(request)) ?? null }
  } catch (cause) {
    reply = { id: request.id, error: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) }
  }
  process.send?.(reply)
})
process.on('disconnect', () => process.exit())
