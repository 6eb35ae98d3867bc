// Saves notes as the product does until it is killed; each line out is a note whose commit has returned.
import { writeSync } from 'node:fs'
import { saveNote } from '#host/areas/customers/notes.ts'
import { append } from '#host/audit/audit.ts'
import { storeSchema } from '#host/schema.ts'
import { openLocal } from '#host/store/open.ts'
import { prepareStore } from '#host/store/prepare.ts'

const [dir = '', round = '0'] = process.argv.slice(2)
const key = new Uint8Array(32).fill(7)
const started = performance.now()
const prepared = await prepareStore({ dir, key, now: Date.now(), schema: storeSchema })
const db = openLocal({ file: prepared.localFile, key })
writeSync(1, `open ${performance.now() - started} ${prepared.recovered === null ? 'whole' : 'recovered'}\n`)

for (let n = 0; ; n++) {
  // Every fourth write changes the note before it.
  const again = n % 4 === 3
  const which = again ? n - 1 : n
  const noteId = `${round}-${which}`
  const before = again
    ? (db.prepare('SELECT changed_at FROM customer_notes WHERE note_id = ?').pluck().get(noteId) as number)
    : null
  const draft = {
    noteId,
    customerId: `c${which % 50}`,
    text: `第 ${n} 次跟进`,
    followUpAt: again ? null : Date.now(),
    done: again,
    basedOn: before,
  }
  const note = saveNote(db, draft, { author: 'rep_1', now: Date.now() }, (tx, action, customerId, detail) => {
    append(tx, {
      at: Date.now(),
      actor: 'rep_1',
      action,
      target: `customer:${customerId}`,
      detail,
      result: 'done',
      online: false,
      device: 'bench',
    })
  })
  writeSync(1, `note ${note.noteId} ${note.changedAt}\n`)
}
