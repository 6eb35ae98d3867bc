/** Balance less debt over the days that were observed; the same in words for whoever does not see the line. */
import { useTranslation } from 'react-i18next'
import type { BalancePoint } from '#shared/contract/funds.ts'
import { fen, formatYuan } from '#shared/money.ts'
import { netOf } from '#shared/rules/funds.ts'
import { dayOf } from './OutlookFacts.tsx'

const WIDTH = 320
const HEIGHT = 48

/** Points of a line that holds each value until the next one. */
function stepsOf(points: readonly { at: number; net: number }[]): string {
  const first = points[0]?.at ?? 0
  const span = Math.max(1, (points.at(-1)?.at ?? 0) - first)
  const nets = points.map(({ net }) => net)
  const least = Math.min(...nets)
  const height = Math.max(1, Math.max(...nets) - least)
  const x = (at: number): number => ((at - first) / span) * WIDTH
  const y = (net: number): number => HEIGHT - 2 - ((net - least) / height) * (HEIGHT - 4)
  return points
    .flatMap(({ at, net }, n) => {
      const before = points[n - 1]
      return [...(before ? [`${x(at)},${y(before.net)}`] : []), `${x(at)},${y(net)}`]
    })
    .join(' ')
}

export function BalanceHistory({ history }: { history: readonly BalancePoint[] }) {
  const { t } = useTranslation('funds')
  const points = history.map(({ amount, debt, at }) => ({ at, net: netOf(amount, debt) }))
  const [first] = points
  const last = points.at(-1)
  if (!first || !last || points.length < 2) return <p className="quiet">{t('outlook.historyNone')}</p>
  const nets = points.map(({ net }) => net)
  const words = t('outlook.historyOf', {
    from: dayOf(first.at),
    to: dayOf(last.at),
    least: formatYuan(fen(Math.min(...nets))),
    most: formatYuan(fen(Math.max(...nets))),
    last: formatYuan(fen(last.net)),
  })
  return (
    <figure className="balance-history">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={words}>
        <polyline points={stepsOf(points)} />
      </svg>
      <figcaption className="quiet">{words}</figcaption>
    </figure>
  )
}
