/** What a person is about to decide on: how many of each action, for how many customers, the exact sum. */
import { useTranslation } from 'react-i18next'
import { commandName } from '#renderer/parts/intent.ts'
import { Money } from '#renderer/parts/Money.tsx'
import { fen, sumFen } from '#shared/money.ts'
import type { PendingRow } from './rows.ts'

const number = new Intl.NumberFormat('en-US')

export function Summary({ rows }: { rows: readonly PendingRow[] }) {
  const { t } = useTranslation('pending')
  const { t: to } = useTranslation('outbox')
  const commands = [...new Set(rows.map(({ command }) => command))]
  const later = rows.filter(({ amount }) => amount === null).length
  return (
    <div className="outbox-summary">
      <table>
        <tbody>
          {commands.map((command) => {
            const own = rows.filter((row) => row.command === command)
            const customers = new Set(own.map(({ customerId, target }) => customerId ?? target)).size
            const only = customers === 1 ? own[0]?.customer || own[0]?.target : null
            return (
              <tr key={command}>
                <th scope="row">{commandName(to, command)}</th>
                <td>× {number.format(own.length)}</td>
                <td className="outbox-summary-who" title={only ?? undefined}>
                  {only ?? t('release.customers', { n: number.format(customers) })}
                </td>
                <td className="figure">
                  <Money amount={sumFen(own.map(({ amount }) => fen(amount ?? 0)))} strong />
                </td>
              </tr>
            )
          })}
          {commands.length > 1 && (
            <tr>
              <th scope="row">{t('release.sum')}</th>
              <td>× {number.format(rows.length)}</td>
              <td />
              <td className="figure">
                <Money amount={sumFen(rows.map(({ amount }) => fen(amount ?? 0)))} strong />
              </td>
            </tr>
          )}
        </tbody>
      </table>
      {later > 0 && <p className="quiet">{t('release.later', { n: later })}</p>}
    </div>
  )
}
