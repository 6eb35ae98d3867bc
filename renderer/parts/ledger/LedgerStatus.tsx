import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShownColumn } from '#renderer/parts/ledger/columns.ts'
import type { Cursor } from '#renderer/parts/ledger/cursor.ts'
import type { RowSource } from '#renderer/parts/ledger/rowSource.ts'
import type { Selection } from '#renderer/parts/ledger/selection.ts'
import { type Copied, useRangeState } from '#renderer/parts/ledger/useRange.ts'
import { formatYuan } from '#shared/money.ts'

const number = new Intl.NumberFormat('en-US')

interface LedgerStatusProps<Row> {
  source: RowSource<Row>
  columns: readonly ShownColumn<Row>[]
  cursor: Cursor
  copied: Copied | null
  selection: Selection | null
}

const never = (): (() => void) => () => {}
const none = (): null => null

/** The line below the grid: total, chosen rows, what the range holds. Spoken when it changes. */
export function LedgerStatus<Row>({ source, columns, cursor, copied, selection }: LedgerStatusProps<Row>) {
  const { t } = useTranslation('parts')
  const range = useRangeState(cursor, source, columns)
  const { total, loading } = source
  const chosen = useSyncExternalStore(selection?.subscribe ?? never, selection?.get ?? none)
  const count = chosen && selection ? selection.count(total) : 0
  return (
    <div className="ledger-status">
      <span>
        {total === null ? (loading ? t('ledger.counting') : '') : t('ledger.total', { n: number.format(total) })}
      </span>
      {selection && count !== 0 && (
        <span className="ledger-chosen">
          {count === null ? t('ledger.chosenAll') : t('ledger.chosen', { n: number.format(count) })}
          {chosen?.kind === 'some' && total !== null && count !== null && count < total && (
            <button type="button" className="link-button" onClick={() => selection.chooseAll()}>
              {t('ledger.chooseAll', { n: number.format(total) })}
            </button>
          )}
          <button type="button" className="link-button" onClick={() => selection.clear()}>
            {t('ledger.clearChosen')}
          </button>
        </span>
      )}
      <span className="ledger-range" role="status" aria-live="polite">
        {copied?.kind === 'copied' && <span>{t('ledger.copied', { n: number.format(copied.cells) })}</span>}
        {copied?.kind === 'failed' && <span>{t('ledger.copyFailed')}</span>}
        {copied?.kind === 'too-long' && <span>{t('ledger.rangeTooLong', { n: number.format(copied.limit) })}</span>}
        {range.kind === 'loading' && <span>{t('ledger.rangeLoading')}</span>}
        {range.kind === 'failed' && <span>{t('ledger.rangeFailed')}</span>}
        {range.kind === 'too-long' && !copied && (
          <span>{t('ledger.rangeTooLong', { n: number.format(range.limit) })}</span>
        )}
        {range.kind === 'ready' && (
          <>
            <span>{t('ledger.cells', { n: number.format(range.figures.cells) })}</span>
            {range.figures.figures > 0 && (
              <span className="ledger-sum">
                {range.figures.sum === null
                  ? t('ledger.sumTooLarge')
                  : t('ledger.sum', { n: number.format(range.figures.figures), sum: formatYuan(range.figures.sum) })}
              </span>
            )}
          </>
        )}
      </span>
    </div>
  )
}
