// A sync in a process of its own, to be killed: says so when it begins and when everything is fresh.

import type { Connection } from '#host/partner-api/types.ts'
import { startSync } from '#host/sync/handle.ts'
import { allFresh, hasty, until } from '../host/sync/support.ts'

const [cacheFile = '', key = '', connection = '{}'] = process.argv.slice(2)
const sync = startSync({
  cacheFile,
  key: new Uint8Array(Buffer.from(key, 'hex')),
  connection: JSON.parse(connection) as Connection,
  pace: hasty,
})
await until(sync, ({ collections }) => collections.length > 0)
process.stdout.write('begun\n')
await until(sync, allFresh, 120_000)
process.stdout.write('fresh\n')
await sync.close()
