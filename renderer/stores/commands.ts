/**
 * Who answers a command now. A page offers a command while it is on screen; the one offered last answers, so a drawer
 * goes before its page and a page before the frame.
 */
import { create } from 'zustand'

type Run = () => void

interface Offers {
  offers: Readonly<Record<string, readonly Run[]>>
  /** Answers its undo. */
  offer(name: string, run: Run): () => void
}

export const useOffers = create<Offers>()((set) => ({
  offers: {},
  offer: (name, run) => {
    set(({ offers }) => ({ offers: { ...offers, [name]: [...(offers[name] ?? []), run] } }))
    return () =>
      set(({ offers }) => ({
        offers: { ...offers, [name]: (offers[name] ?? []).filter((offered) => offered !== run) },
      }))
  },
}))

/** Runs a command if anybody offers it; answers whether. */
export function runCommand(name: string): boolean {
  const run = useOffers.getState().offers[name]?.at(-1)
  run?.()
  return run !== undefined
}
