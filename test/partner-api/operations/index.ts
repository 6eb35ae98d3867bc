import type { Operation } from '../registry.ts'

/** Every implemented operation. Each area file exports one list; add yours here. */
export const implemented: readonly Operation[] = []
