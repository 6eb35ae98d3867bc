import type { Area, Texts } from '../texts.ts'
import { common } from './common.ts'
import { customers } from './customers.ts'
import { errors } from './errors.ts'
import { parts } from './parts.ts'

export const en: { [A in Area]: Texts<A> } = { common, customers, errors, parts }
