import { common } from './common.ts'
import { customers } from './customers.ts'
import { errors } from './errors.ts'
import { parts } from './parts.ts'

/** Chinese is the language the texts are written in; the other one has the same keys or does not compile. */
export const zh = { common, customers, errors, parts }
