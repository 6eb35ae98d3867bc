/** Migrates the file named by its argument; says when it begins. */
import { migrate } from '#host/store/migrate.ts'
import { openLocal } from '#host/store/open.ts'
import { key, steps } from '#test/host/store/migration-steps.ts'

const db = openLocal({ file: process.argv[2] ?? '', key })
process.stdout.write('begins\n')
migrate(db, steps)
db.close()
