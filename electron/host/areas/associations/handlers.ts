/** Calls about how a customer is linked: words to the partner, all through the outbox. */
import { acceptBy } from '#host/outbox/handlers.ts'
import type { Handlers } from '#host/serve.ts'
import type { Opened } from '#host/workspaces/opened.ts'

export function associationHandlers(current: () => Opened): Handlers['associations'] {
  return {
    freeze: acceptBy(current, 'associations.freeze'),
    unfreeze: acceptBy(current, 'associations.unfreeze'),
  }
}
