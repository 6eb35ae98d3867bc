/** The lines of a basket; what is typed changes the line, the figures beside it come from the host. */
import DeleteOutlined from '@ant-design/icons/DeleteOutlined'
import { Button, Input, InputNumber, Space, Tooltip } from 'antd'
import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '#renderer/app/preferences.ts'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { foldWidth } from '#renderer/parts/fold.ts'
import { refusalText } from '#renderer/parts/intent.ts'
import { Money } from '#renderer/parts/Money.tsx'
import { useNow } from '#renderer/parts/useNow.ts'
import type { LinePriceView, QuoteLine } from '#shared/contract/quotes.ts'
import { formatPrice } from '#shared/price.ts'
import { regionName } from '#shared/regions.ts'
import { bookedUnder } from '#shared/rules/quotes.ts'
import { formatBeijing } from '#shared/time.ts'
import { PeriodField } from './fields.tsx'
import { OLD_MS, setsOf } from './lines.ts'

const units: Readonly<Record<number, string>> = { 15: 'Mbps', 17: 'GB', 14: '个' }

/** Why the figure is not a fresh answer for this very line; the words are in the tip. */
function Mark({ price }: { price: LinePriceView }) {
  const { t } = useTranslation('quotes')
  const now = useNow(60_000)
  const old = price.basis === 'asked' && price.at !== null && now - price.at > OLD_MS
  const mark =
    price.basis === 'estimate'
      ? t('line.estimateMark')
      : price.basis === 'official'
        ? t('line.officialMark')
        : price.basis === 'none'
          ? t('line.noneMark')
          : old
            ? t('line.oldMark')
            : null
  return (
    <>
      {price.at !== null && <span className="quote-time">{formatBeijing(price.at).slice(5, 16)}</span>}
      {mark !== null && (
        <Tooltip title={t(`line.basis.${price.basis}`)}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the reason must be reachable by keyboard */}
          <span className="code-tag code-warn" tabIndex={0}>
            {mark}
          </span>
        </Tooltip>
      )}
    </>
  )
}

interface RowProps {
  line: QuoteLine
  at: number
  price: LinePriceView | undefined
  set: number
  compares: boolean
  locked: boolean
  onChange: (line: QuoteLine) => void
  onRemove: (lineId: string) => void
}

const Row = memo(function Row({ line, at, price, set, compares, locked, onChange, onRemove }: RowProps) {
  const { t } = useTranslation('quotes')
  const { t: outbox } = useTranslation('outbox')
  const [{ language }] = usePreferences()
  const n = at + 1
  const booked = line.role !== null && bookedUnder(line.role).serviceType !== line.serviceType
  const difference = price?.fen != null && line.before !== null ? price.fen - line.before : null
  const problem = price?.refusal
    ? refusalText(outbox, price.refusal)
    : price?.refused
      ? t('line.refused', { code: price.refused })
      : null
  return (
    <tr className={set > 0 ? 'quote-in-set' : ''}>
      <td className="figure">{n}</td>
      <td>
        <div className="quote-product">
          <span>
            {set > 0 && <span className="code-tag code-accent">{t('line.set', { n: set })}</span>}{' '}
            {line.role !== null && <strong>{t(`roles.${line.role}`)}</strong>} {line.specName}
          </span>
          <span className="quiet">
            {line.serviceName} · <code>{line.spec}</code>
            {` · ${regionName(line.region, language)}`}
            {booked && ` · ${t('line.booked')}`}
          </span>
          {problem !== null && (
            <span role="alert" className="batch-problem">
              {problem}
            </span>
          )}
        </div>
      </td>
      <td>
        {line.sizeMeasure !== null && (
          <InputNumber
            className="quote-size"
            aria-label={`${n} ${t('line.size')}`}
            min={1}
            precision={0}
            disabled={locked}
            suffix={units[line.sizeMeasure] ?? String(line.sizeMeasure)}
            value={line.size}
            onChange={(size) => onChange({ ...line, size: size ?? 0 })}
          />
        )}
      </td>
      <td>
        <InputNumber
          className="quote-number"
          aria-label={`${n} ${t('line.quantity')}`}
          min={1}
          max={10_000}
          precision={0}
          disabled={locked}
          value={line.quantity}
          onChange={(quantity) => onChange({ ...line, quantity: quantity ?? 0 })}
        />
      </td>
      <td>
        {line.charge === 'period' ? (
          <PeriodField
            label={String(n)}
            disabled={locked}
            value={{ periodType: line.periodType ?? 2, periodNum: line.periodNum ?? 1 }}
            onChange={(period) => onChange({ ...line, ...period })}
          />
        ) : (
          <Space.Compact>
            <Input
              className="quote-usage"
              aria-label={`${n} ${t('line.usage')}`}
              inputMode="decimal"
              disabled={locked}
              value={line.usageValue ?? ''}
              onChange={(event) => onChange({ ...line, usageValue: foldWidth(event.target.value).slice(0, 24) })}
            />
            <Space.Addon>{line.usageMeasure === 4 ? t('line.hours') : String(line.usageMeasure)}</Space.Addon>
          </Space.Compact>
        )}
      </td>
      <td className="figure">
        {price?.officialFen == null ? (
          '—'
        ) : (
          <Tooltip title={price.official === null ? null : formatPrice(price.official)}>
            <span>
              <Money amount={price.officialFen} />
            </span>
          </Tooltip>
        )}
      </td>
      <td className="figure">{price?.fen == null ? '—' : <Money amount={price.fen} strong />}</td>
      {compares && (
        <>
          <td className="figure">{line.before === null ? '—' : <Money amount={line.before} />}</td>
          <td className="figure">{difference === null ? '—' : <Money amount={difference} />}</td>
        </>
      )}
      <td className="quote-at">{price && <Mark price={price} />}</td>
      <td>
        {!locked && (
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={t('line.remove', { n })}
            onClick={() => onRemove(line.lineId)}
          />
        )}
      </td>
    </tr>
  )
})

export function LinesTable({
  lines,
  prices,
  locked,
  onChange,
  onRemove,
}: {
  lines: readonly QuoteLine[]
  prices: readonly LinePriceView[]
  /** An order of it is on its way or done. */
  locked: boolean
  onChange: (line: QuoteLine) => void
  onRemove: (lineId: string) => void
}) {
  const { t } = useTranslation('quotes')
  const byLine = useMemo(() => new Map(prices.map((price) => [price.lineId, price])), [prices])
  const sets = setsOf(lines)
  const compares = lines.some(({ before }) => before !== null)
  if (lines.length === 0) return <EmptyState kind="nothing-yet" title={t('line.empty')} text={t('line.emptyText')} />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="quote-lines" tabIndex={0} aria-label={t('line.caption')}>
      <table>
        <thead>
          <tr>
            <th scope="col" className="figure">
              {t('line.no')}
            </th>
            <th scope="col">{t('line.product')}</th>
            <th scope="col">{t('line.size')}</th>
            <th scope="col">{t('line.quantity')}</th>
            <th scope="col">{t('line.term')}</th>
            <th scope="col" className="figure">
              {t('line.official')}
            </th>
            <th scope="col" className="figure">
              {t('line.amount')}
            </th>
            {compares && (
              <>
                <th scope="col" className="figure">
                  {t('line.before')}
                </th>
                <th scope="col" className="figure">
                  {t('line.difference')}
                </th>
              </>
            )}
            <th scope="col">{t('line.at')}</th>
            <th scope="col">
              <span className="only-spoken">{t('line.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => (
            <Row
              key={line.lineId}
              line={line}
              at={at}
              price={byLine.get(line.lineId)}
              set={line.setId === null ? 0 : sets.indexOf(line.setId) + 1}
              compares={compares}
              locked={locked}
              onChange={onChange}
              onRemove={onRemove}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}
