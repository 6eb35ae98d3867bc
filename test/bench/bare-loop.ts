// The least a process needs to put the same rows into a file: read in thousands, inserted row by row. Prints its peak memory.
import { customerTables } from '#host/areas/customers/tables.ts'
import { openReader } from '#host/store/open.ts'
import { rowColumns } from './fixture.ts'
import { emptyFile, rawInsert } from './store.ts'

const [from = '', to = ''] = process.argv.slice(2)
const source = openReader({ file: from, key: new Uint8Array(32).fill(7) })
source.pragma('cache_size = -2000')
const target = emptyFile(to, true)
target.exec(customerTables)
const page = source.prepare(`SELECT ${rowColumns.join(', ')} FROM customers WHERE id > ? ORDER BY id LIMIT 1000`).raw()
for (let last = 0; ; ) {
  const rows = page.all(last) as [number, ...unknown[]][]
  if (rows.length === 0) break
  rawInsert(target, 'customers', rowColumns, rows)
  last = rows.at(-1)?.[0] ?? last
}
target.close()
source.close()
process.stdout.write(`${process.resourceUsage().maxRSS / 1024}\n`)
