/** Known codes of the area with their labels. */
import type { TFunction } from 'i18next'
import type { CodeLabel } from '#renderer/parts/CodeTag.tsx'
import { authorizationStates } from '#shared/rules/authorizations.ts'

type T = TFunction<'authorizations'>
type Known = Readonly<Record<string, CodeLabel>>

const tones: Readonly<Record<string, CodeLabel['tone']>> = {
  REQUESTED: 'accent',
  GRANTED: 'good',
  DECLINED: 'warn',
  REVOKED: 'bad',
  ENDED: 'neutral',
}

export function codesOf(t: T): { state: Known; decidedBy: Known } {
  return {
    state: Object.fromEntries(
      authorizationStates.map((state) => [state, { label: t(`state.${state}`), tone: tones[state] ?? 'neutral' }]),
    ),
    decidedBy: Object.fromEntries(
      (['CUSTOMER', 'DISTRIBUTOR', 'SYSTEM'] as const).map((by) => [by, { label: t(`decidedBy.${by}`) }]),
    ),
  }
}

/** The state in words; while requested, of whoever has to agree next (R-AUTH-07). */
export function stateLabel(t: T, { state, waitsFor }: { state: string; waitsFor: string | null }): CodeLabel | null {
  if (state === 'REQUESTED' && waitsFor === 'DISTRIBUTOR') return { label: t('waitsFor.DISTRIBUTOR'), tone: 'accent' }
  return codesOf(t).state[state] ?? null
}
