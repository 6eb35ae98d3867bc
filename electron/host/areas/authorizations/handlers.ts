/** The authorizations' calls: what is mirrored within the person's scope, asking, and acting as a customer. */
import type { ActingBook } from '#host/areas/authorizations/acting.ts'
import { AUTHORIZATIONS } from '#host/areas/authorizations/collections.ts'
import { type PlannedSource, plannedWithout } from '#host/areas/authorizations/planned.ts'
import {
  authorizationCard,
  authorizationNews,
  countAuthorizations,
  customerShown,
  listAuthorizations,
  newsSeen,
} from '#host/areas/authorizations/queries.ts'
import { acceptBy } from '#host/outbox/handlers.ts'
import type { Handlers } from '#host/serve.ts'
import type { Opened } from '#host/workspaces/opened.ts'

export interface AuthorizationParts {
  current(): Opened
  readonly acting: ActingBook
  readonly planned: readonly PlannedSource[]
  tellTables(tables: string[]): void
}

export function authorizationHandlers({
  current,
  acting,
  planned,
  tellTables,
}: AuthorizationParts): Handlers['authorizations'] {
  const read = () => {
    const opened = current()
    const { cache: reader, local } = opened
    return { reader, local, scope: opened.person().scope, asOf: opened.asOf(AUTHORIZATIONS) }
  }
  return {
    list: (input) => {
      const { reader, scope, asOf } = read()
      return { ...listAuthorizations(reader, scope, input), asOf }
    },
    count: ({ filter }) => {
      const { reader, scope } = read()
      return countAuthorizations(reader, scope, filter)
    },
    get: ({ customerId }) => {
      const { reader, local, scope, asOf } = read()
      return { ...authorizationCard(reader, local, scope, customerId), asOf }
    },
    request: (input) => {
      const { reader, scope } = read()
      // R-CUST-03: nobody asks a customer who is another's.
      for (const { payload } of input.items) customerShown(reader, scope, payload.customerId)
      return acceptBy(current, 'authorizations.request')(input)
    },
    missing: () => {
      const { asOf, ...at } = read()
      return { ...plannedWithout(at, planned), asOf }
    },
    news: () => {
      const { reader, local, scope } = read()
      return authorizationNews(reader, local, scope)
    },
    seen: ({ until }) => {
      newsSeen(current().local, until)
      tellTables(['authorization_news'])
      return {}
    },
    acting: () => acting.view(),
    act: ({ customerId }) => acting.start(customerId),
    return: () => {
      acting.return()
      return {}
    },
  }
}
