// The server as a process of its own: prints one JSON line when it listens, ends on SIGTERM, SIGINT or a closed IPC.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { FaultPlan } from './faults.ts'
import { startPartnerApi } from './server.ts'
import type { Size } from './state.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    size: { type: 'string', default: 's' },
    seed: { type: 'string', default: '1' },
    state: { type: 'string', default: ':memory:' },
    faults: { type: 'string' },
    limits: { type: 'string', default: 'vendor' },
  },
})

const oneOf = <T extends string>(name: string, given: string, allowed: readonly T[]): T => {
  const found = allowed.find((one) => one === given)
  if (found === undefined) throw new Error(`--${name} ${given}: expected ${allowed.join(', ')}`)
  return found
}

const startedAt = performance.now()
const size: Size = oneOf('size', values.size, ['s', 'm', 'l'])
const api = await startPartnerApi({
  port: Number(values.port),
  size,
  seed: Number(values.seed),
  stateFile: values.state,
  limits: oneOf('limits', values.limits, ['vendor', 'off']),
  ...(values.faults === undefined ? {} : { faults: JSON.parse(readFileSync(values.faults, 'utf8')) as FaultPlan }),
})
const { accessKey, secretKey } = api.credentials.administrator
process.stdout.write(
  `${JSON.stringify({ url: api.url, port: api.port, size, readyInMs: Math.round(performance.now() - startedAt), accessKey, secretKey })}\n`,
)

const end = (): void => {
  void api.close().then(() => process.exit(0))
}
process.once('SIGTERM', end)
process.once('SIGINT', end)
process.once('disconnect', end)
