/** Which rows are chosen: a set of ids outside the grid, or everything that matches except a few. */

export type Chosen = { kind: 'some'; ids: ReadonlySet<string> } | { kind: 'all-except'; ids: ReadonlySet<string> }

const nothing: Chosen = { kind: 'some', ids: new Set() }

export class Selection {
  private chosen: Chosen = nothing
  private listeners = new Set<() => void>()

  readonly subscribe = (heard: () => void): (() => void) => {
    this.listeners.add(heard)
    return () => void this.listeners.delete(heard)
  }

  readonly get = (): Chosen => this.chosen

  has(id: string): boolean {
    return this.chosen.ids.has(id) === (this.chosen.kind === 'some')
  }

  /** Number of chosen rows; null while everything is chosen and the total is not known. */
  count(total: number | null): number | null {
    if (this.chosen.kind === 'some') return this.chosen.ids.size
    return total === null ? null : Math.max(0, total - this.chosen.ids.size)
  }

  /** Chooses these rows or leaves them out. */
  set(ids: Iterable<string>, on: boolean): void {
    const next = new Set(this.chosen.ids)
    const add = on === (this.chosen.kind === 'some')
    for (const id of ids) {
      if (add) next.add(id)
      else next.delete(id)
    }
    this.put({ kind: this.chosen.kind, ids: next })
  }

  toggle(id: string): void {
    this.set([id], !this.has(id))
  }

  /** Everything that matches, also what was never on screen. */
  chooseAll(): void {
    this.put({ kind: 'all-except', ids: new Set() })
  }

  clear(): void {
    if (this.chosen !== nothing) this.put(nothing)
  }

  private put(chosen: Chosen): void {
    this.chosen = chosen
    for (const heard of this.listeners) heard()
  }
}
