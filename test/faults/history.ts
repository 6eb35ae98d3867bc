// One random history: intents, faults, crashes, clock jumps, people; then the network heals, and the books are compared.
import type { Fault } from '#test/partner-api/faults.ts'
import { type Books, compare, type Found } from './books.ts'
import { Draw } from './draw.ts'
import { acts, type Boundary, boundaries, Crashed, type Listed, type Machine } from './laptop.ts'
import { type Money, moneys } from './money.ts'
import { type FaultName, MINUTE, strikes, TIMEOUT_MS } from './strikes.ts'
import type { World } from './world.ts'

export interface HistoryReport extends Books {
  readonly crashes: number
  readonly faults: readonly FaultName[]
  /** What was wrong, in words, for whoever has to find out why. */
  readonly findings: readonly Found[]
}

export interface HistoryOptions {
  readonly seed: number
  readonly world: World
  /** The laptops of this account, fresh. */
  readonly machines: readonly Machine[]
  /** Whose credential they use. */
  readonly caller: Money['caller']
  /** Dies more often than not: starting a process must be worth it. */
  readonly mortal?: boolean
}

interface Laptop {
  readonly machine: Machine
  jumpMs: number
  online: boolean
  /** Request ids that were acknowledged. */
  readonly acknowledged: Set<string>
  restarts: number
}

class History {
  readonly #draw: Draw
  readonly #world: World
  readonly #mortal: boolean
  readonly #laptops: Laptop[]
  readonly #faults: FaultName[] = []
  readonly #customers: string[]
  readonly #resellers: readonly string[]
  /** Each as often as it is to be drawn. */
  readonly #moneys: readonly Money[]
  readonly #amounts: number[]
  #requests = 0
  #crashes = 0

  constructor({ seed, world, machines, caller, mortal = false }: HistoryOptions) {
    this.#mortal = mortal
    this.#draw = new Draw(seed)
    this.#world = world
    this.#laptops = machines.map((machine) => ({
      machine,
      jumpMs: 0,
      online: true,
      acknowledged: new Set(),
      restarts: 0,
    }))
    const at = this.#draw.below(world.customers.length)
    this.#customers = [0, 1].map((next) => world.customers[(at + next) % world.customers.length] as string)
    this.#resellers = world.resellers.slice(0, 2)
    this.#moneys = moneys
      .filter(({ caller: whose }) => whose === caller)
      .flatMap((money) => Array.from({ length: money.weight }, () => money))
    // Few amounts, so that equal intents meet.
    this.#amounts = [10_000 + this.#draw.below(50), 20_000]
  }

  async run(): Promise<HistoryReport> {
    const draw = this.#draw
    const world = this.#world
    world.api.faults.clear()
    const mark = world.mark()
    if (this.#laptops.length > 1) this.#faults.push('two-laptops')
    for (const laptop of this.#laptops) {
      await this.#clock(laptop)
      await laptop.machine.set({ alone: this.#laptops.length === 1 })
    }
    for (let step = 5 + draw.below(10); step > 0; step -= 1) await this.#step(draw.of(this.#laptops))
    await this.#heal()
    const books = compare({
      effects: world.effects(mark),
      laptops: await Promise.all(
        this.#laptops.map(async ({ machine, acknowledged }) => ({ intents: await machine.list(), acknowledged })),
      ),
    })
    return { ...books, crashes: this.#crashes, faults: this.#faults }
  }

  /** Both clocks of a laptop: the run's, and what somebody set it to. */
  #clock(laptop: Laptop): Promise<void> {
    return laptop.machine.set({ clockOffsetMs: this.#world.offsetMs + laptop.jumpMs, online: laptop.online })
  }

  async #advance(ms: number): Promise<void> {
    this.#world.offsetMs += ms
    for (const laptop of this.#laptops) await this.#clock(laptop)
  }

  /** Runs something that may die, and starts again where it did. */
  async #alive<T>(laptop: Laptop, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work()
    } catch (cause) {
      if (!(cause instanceof Crashed)) throw cause
      this.#crashes += 1
      this.#faults.push('crash')
      laptop.restarts += 1
      await laptop.machine.restart()
      await this.#clock(laptop)
      return null
    }
  }

  async #step(laptop: Laptop): Promise<void> {
    const draw = this.#draw
    if (this.#mortal && draw.chance(0.6)) await this.#dieAt(laptop, draw.of(boundaries))
    const kind = draw.next()
    if (kind < 0.4) await this.#accept(laptop)
    else if (kind < 0.62) this.#strike()
    else if (kind < 0.72) await this.#person(laptop)
    else if (kind < 0.8) await this.#dieAt(laptop, draw.of(boundaries))
    else if (kind < 0.85) await this.#jump(laptop)
    else if (kind < 0.9) await this.#network(laptop)
    else await this.#advance(draw.of([1_000, 11_000, MINUTE, 16 * MINUTE]))
    if (draw.chance(0.6)) await this.#pumpAll()
  }

  async #accept(laptop: Laptop): Promise<void> {
    const draw = this.#draw
    const money = draw.of(this.#moneys)
    const payload = money.payload({
      draw,
      world: this.#world,
      customerId: draw.of(this.#customers),
      resellerId: draw.of(this.#resellers),
      amount: draw.of(this.#amounts),
    })
    if (payload === null) return
    this.#requests += 1
    const call = {
      command: money.command,
      requestId: `r${this.#requests}`,
      payload,
      draft: draw.chance(0.05),
      release: !draw.chance(0.15),
    }
    // Nobody who got no answer gives up: the same request again, until it is acknowledged; and sometimes once more.
    let intentId: string | null = null
    while (intentId === null) intentId = await this.#alive(laptop, () => laptop.machine.accept(call))
    laptop.acknowledged.add(call.requestId)
    if (draw.chance(0.1)) {
      const again = await this.#alive(laptop, () => laptop.machine.accept(call))
      if (again !== null && again !== intentId) throw new Error('the same request had two answers')
    }
    if (draw.chance(0.7)) await this.#advance(11_000)
  }

  #strike(): void {
    const draw = this.#draw
    if (draw.chance(0.2)) {
      this.#world.strike(
        draw.of(draw.of(this.#moneys).reads),
        draw.of<Fault>([{ kind: 'dropBefore' }, { kind: 'status', status: 500 }, { kind: 'throttle' }]),
        1 + draw.below(3),
      )
      this.#faults.push('read-fails')
      return
    }
    const [name, fault] = draw.of(strikes)
    // A token that expired is refused wherever it is used.
    this.#world.strike(
      name === 'token-expiry' ? '*' : draw.of(draw.of(this.#moneys).writes),
      fault(draw),
      name === 'token-expiry' ? 1 + draw.below(4) : 1,
    )
    this.#faults.push(name)
  }

  async #person(laptop: Laptop): Promise<void> {
    const draw = this.#draw
    const intents = (await this.#alive(laptop, () => laptop.machine.list())) ?? []
    if (intents.length === 0) return
    const { intentId, payload, state } = draw.of(intents)
    const what = draw.of(acts)
    // Only what is sure not to have happened is changed in its amount.
    const changed = what === 'edit' && 'amount' in payload ? { ...payload, amount: draw.of(this.#amounts) } : payload
    const done = await this.#alive(laptop, () => laptop.machine.act(what, intentId, changed))
    if (done && what === 'releaseHold' && (state === 'uncertain' || state === 'waiting'))
      this.#faults.push('hold-released')
  }

  async #dieAt(laptop: Laptop, dieAt: Boundary): Promise<void> {
    await laptop.machine.set({ dieAt })
  }

  async #jump(laptop: Laptop): Promise<void> {
    this.#faults.push('clock-jump')
    laptop.jumpMs += this.#draw.of([-24 * 60, -61, -10, 10, 59, 24 * 60]) * MINUTE
    await this.#clock(laptop)
  }

  async #network(laptop: Laptop): Promise<void> {
    laptop.online = !laptop.online
    if (!laptop.online) this.#faults.push('offline')
    await this.#clock(laptop)
  }

  async #pumpAll(): Promise<(number | null)[]> {
    return Promise.all(this.#laptops.map((laptop) => this.#alive(laptop, () => laptop.machine.pump())))
  }

  /** Everything works again; time passes until nothing waits for it any more. */
  async #heal(): Promise<void> {
    // Requests on their way arrive first.
    await new Promise((resolve) => setTimeout(resolve, this.#faults.includes('late-effect') ? 2 * TIMEOUT_MS : 0))
    this.#world.api.faults.clear()
    for (const laptop of this.#laptops) {
      laptop.online = true
      await laptop.machine.set({ dieAt: null, calm: true })
      await this.#clock(laptop)
    }
    for (let round = 0; round < 60; round += 1) {
      for (const laptop of this.#laptops) await this.#alive(laptop, () => laptop.machine.resume())
      await this.#pumpAll()
      const open = (await Promise.all(this.#laptops.map(({ machine }) => machine.list()))).flat().filter(moves)
      if (open.length === 0) return
      await this.#advance(round < 20 ? MINUTE : 10 * MINUTE)
    }
  }
}

/** Whether the program still has something to do about it by itself. */
const moves = ({ state, released }: Listed): boolean =>
  state === 'sent' || state === 'uncertain' || (state === 'queued' && released)

export const runHistory = (options: HistoryOptions): Promise<HistoryReport> => new History(options).run()
