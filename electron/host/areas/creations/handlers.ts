/** Calls about customers made by the partner: what was asked for, and whether the customer list shows it yet. */

import { nameAvailable } from '#host/areas/creations/commands.ts'
import { creationRows } from '#host/areas/creations/queries.ts'
import { acceptBy } from '#host/outbox/handlers.ts'
import type { Handlers } from '#host/serve.ts'
import type { Opened } from '#host/workspaces/opened.ts'

export function creationHandlers(current: () => Opened): Handlers['creations'] {
  return {
    list: () => ({ rows: creationRows(current().local, current().cache), asOf: current().asOf('customers') }),
    checkName: async ({ accountName }) => ({ available: await nameAvailable(current().sync.partner, accountName) }),
    create: acceptBy(current, 'creations.create'),
  }
}
