import type { Texts } from '../texts.ts'

export const parts: Texts<'parts'> = {}
