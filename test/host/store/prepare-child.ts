/** Starts the store in the folder named by its argument and prints how that ended, as JSON. */
import { storeSchema } from '#host/schema.ts'
import { storeError } from '#host/store/errors.ts'
import { openLocal } from '#host/store/open.ts'
import { prepareStore } from '#host/store/prepare.ts'

const dir = process.argv[2] ?? ''
const key = new Uint8Array(32).fill(5)
let notes = 0
const say = (outcome: unknown): void => void process.stdout.write(JSON.stringify({ outcome, notes }))
try {
  const prepared = await prepareStore({ dir, key, now: Number(process.argv[3]), schema: storeSchema })
  const local = openLocal({ file: prepared.localFile, key })
  try {
    const insert = local.prepare(
      `INSERT INTO customer_notes (note_id, customer_id, text, author, created_at, changed_at) VALUES (?, 'c', ?, 'rep', 1, 1)`,
    )
    // As many as fit, up to a megabyte: every one counted here was acknowledged.
    for (let n = 0; n < 250; n += 1) {
      insert.run(`${process.argv[3]}-${n}`, '备注'.repeat(700))
      notes += 1
    }
  } finally {
    local.close()
  }
  say(prepared.copyError?.code ?? 'works')
} catch (cause) {
  say(storeError(cause, dir).value.code)
}
