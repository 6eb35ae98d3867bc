import { formatMinor } from '#shared/money.ts'

/** A metered amount (10^-8 yuan, as digits) with as many decimals as it has, two at least. */
export function Minor({ amount, strong = false }: { amount: string; strong?: boolean }) {
  return (
    <span
      style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap', fontWeight: strong ? 600 : undefined }}
      data-minor={amount}
    >
      {formatMinor(amount)}
    </span>
  )
}
