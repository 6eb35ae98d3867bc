/** How a quota was spent: issued and returned by day and month, and whether the records account for the balance. */
import { Drawer, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { QuotaBurn } from '#shared/contract/coupons.ts'
import { fen, formatYuan } from '#shared/money.ts'
import { balanceOfQuota } from '#shared/rules/coupons.ts'
import { Facts } from './Facts.tsx'

const WIDTH = 720
const HEIGHT = 140
const GAP = 2
/** Few days are no reason for wide bars. */
const WIDEST = 24

/** Bars upwards for what was issued, downwards for what came back; the table below says the same in figures. */
function BurnChart({ days }: { days: QuotaBurn['days'] }) {
  const { t } = useTranslation('coupons')
  const up = Math.max(1, ...days.map(({ issued }) => issued))
  const down = Math.max(0, ...days.map(({ returned }) => returned))
  const axis = (HEIGHT * up) / (up + down)
  const scale = HEIGHT / (up + down)
  const step = Math.min(WIDEST, WIDTH / Math.max(days.length, 1))
  return (
    <svg
      className="burn-chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t('burn.chart')}
    >
      {days.map(({ day, issued, returned }, at) => (
        <g key={day}>
          <title>{`${day}  +${formatYuan(fen(issued))}  −${formatYuan(fen(returned))}`}</title>
          <rect
            className="burn-issued"
            x={at * step + GAP / 2}
            width={Math.max(step - GAP, 1)}
            y={axis - issued * scale}
            height={issued * scale}
          />
          <rect
            className="burn-returned"
            x={at * step + GAP / 2}
            width={Math.max(step - GAP, 1)}
            y={axis}
            height={returned * scale}
          />
        </g>
      ))}
      <line className="burn-axis" x1={0} x2={WIDTH} y1={axis} y2={axis} />
    </svg>
  )
}

export function BurnDown({ quotaId, onClose }: { quotaId: string; onClose: () => void }) {
  const { t } = useTranslation('coupons')
  const read = useRead(api.coupons.quotaBurn, { quotaId })
  const burn = read.data
  const expected = burn && balanceOfQuota(fen(burn.quota.value), fen(burn.issued), fen(burn.returned))
  const difference = burn && expected !== undefined ? burn.quota.balance - expected : 0
  return (
    <Drawer
      open
      size={820}
      title={t('burn.title', { id: quotaId })}
      onClose={onClose}
      extra={burn && <AsOf at={burn.recordsAsOf} />}
    >
      {read.error && <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />}
      {burn && (
        <div className="coupons-stack">
          <Facts
            facts={[
              [t('quota.value'), <Money key="value" amount={burn.quota.value} />],
              [t('burn.issued'), <Money key="issued" amount={burn.issued} />],
              [t('burn.returned'), <Money key="returned" amount={burn.returned} />],
              [t('burn.expected'), <Money key="expected" amount={expected ?? 0} />],
              [t('burn.told'), <Money key="told" amount={burn.quota.balance} strong />],
              ...(difference === 0
                ? []
                : [[t('burn.difference'), <Money key="difference" amount={difference} />] as const]),
            ]}
          />
          <p className="quiet">
            {t('burn.equation')}
            {difference !== 0 && `　${t('burn.differenceText')}`}
          </p>
          {burn.days.length === 0 ? (
            <p className="quiet">{t('burn.empty')}</p>
          ) : (
            <>
              <h3>{t('burn.days')}</h3>
              <BurnChart days={burn.days} />
              <div className="burn-legend">
                <span>
                  <span className="burn-key issued" aria-hidden />
                  {t('burn.issued')}
                </span>
                <span>
                  <span className="burn-key returned" aria-hidden />
                  {t('burn.returned')}
                </span>
              </div>
              <h3>{t('burn.months')}</h3>
              <Table
                size="small"
                rowKey="month"
                pagination={false}
                dataSource={[...burn.months].reverse()}
                columns={[
                  { title: t('burn.month'), dataIndex: 'month' },
                  {
                    title: t('burn.issued'),
                    align: 'right',
                    render: (_, { issued }) => <Money amount={issued} />,
                  },
                  {
                    title: t('burn.returned'),
                    align: 'right',
                    render: (_, { returned }) => <Money amount={returned} />,
                  },
                  {
                    title: t('burn.net'),
                    align: 'right',
                    render: (_, { issued, returned }) => <Money amount={issued - returned} strong />,
                  },
                ]}
              />
            </>
          )}
        </div>
      )}
    </Drawer>
  )
}
