/**
 * Asks the vendor for prices, a hundred lines a call and as fast as its limits let (the client keeps them). One wrong
 * line has the vendor refuse the whole call, so a refused call is halved until the line stands alone.
 */
import type { Told } from '#host/areas/quotes/book.ts'
import { demandPrices, demandProduct, periodPrices, periodProduct } from '#host/areas/quotes/wire.ts'
import { type PartnerApi, PartnerError } from '#host/partner-api/types.ts'
import type { QuoteLine } from '#shared/contract/quotes.ts'

/** The vendor's bound of one call. */
const LINES_A_CALL = 100

export interface Asking {
  readonly partner: Pick<PartnerApi, 'call'>
  /** With whose credential it is asked (R-PLAT-16); prices are that customer's. */
  readonly customerId: string
  readonly projectId: string
  readonly signal?: AbortSignal
}

/** Refusals that speak of a line and not of the caller. */
const ofLines = (cause: unknown): cause is PartnerError =>
  cause instanceof PartnerError &&
  cause.outcome === 'refused' &&
  cause.value.code === 'refused' &&
  cause.value.vendor?.code != null

async function askOnce(asking: Asking, lines: readonly QuoteLine[]): Promise<Map<string, Told>> {
  const { partner, customerId, signal } = asking
  // An account without a project of its own name is asked for as a whole.
  const common = { project_id: asking.projectId === '' ? customerId : asking.projectId }
  const options = { actingFor: customerId, ...(signal ? { signal } : {}) }
  if (lines[0]?.charge === 'demand') {
    const { body } = await partner.call('ListOnDemandResourceRatings', {
      body: { ...common, inquiry_precision: 1, product_infos: lines.map(demandProduct) },
      ...options,
    })
    return demandPrices(body, lines)
  }
  const { body } = await partner.call('ListRateOnPeriodDetail', {
    body: { ...common, product_infos: lines.map(periodProduct) },
    ...options,
  })
  return periodPrices(body, lines)
}

async function askHalving(asking: Asking, lines: readonly QuoteLine[]): Promise<Map<string, Told>> {
  try {
    return await askOnce(asking, lines)
  } catch (cause) {
    if (!ofLines(cause)) throw cause
    const [first] = lines
    if (lines.length === 1 && first)
      return new Map([[first.lineId, { ok: false, code: cause.value.vendor?.code ?? cause.value.code }]])
    const middle = Math.ceil(lines.length / 2)
    const found = await askHalving(asking, lines.slice(0, middle))
    for (const [id, told] of await askHalving(asking, lines.slice(middle))) found.set(id, told)
    return found
  }
}

/** `told` gets every answer as it comes; throws PartnerError where the vendor cannot be asked at all. */
export async function askPrices(
  asking: Asking,
  lines: readonly QuoteLine[],
  told: (answers: ReadonlyMap<string, Told>) => void,
): Promise<void> {
  for (const charge of ['period', 'demand'] as const) {
    const of = lines.filter((line) => line.charge === charge)
    for (let at = 0; at < of.length; at += LINES_A_CALL) {
      asking.signal?.throwIfAborted()
      told(await askHalving(asking, of.slice(at, at + LINES_A_CALL)))
    }
  }
}
