import type { SchemaPart } from '../state.ts'
import { accountsSchema } from './accounts.ts'
import { customersSchema } from './customers.ts'

/** Every part of the state file's schema, in the order of creation. */
export const schemaParts: readonly SchemaPart[] = [customersSchema, accountsSchema]
