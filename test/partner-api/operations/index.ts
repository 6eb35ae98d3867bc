import type { Operation } from '../registry.ts'
import { accountOperations } from './accounts.ts'
import { codeOperations } from './codes.ts'
import { customerOperations } from './customers.ts'
import { deskOperations } from './desk.ts'
import { ownAccountOperations } from './own-account.ts'
import { productOperations } from './products.ts'
import { realnameOperations } from './realname.ts'

/** Every implemented operation. Each area file exports one list; add yours here. */
export const implemented: readonly Operation[] = [
  ...customerOperations,
  ...codeOperations,
  ...accountOperations,
  ...ownAccountOperations,
  ...realnameOperations,
  ...productOperations,
  ...deskOperations,
]
