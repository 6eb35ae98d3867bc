import { useTranslation } from 'react-i18next'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { LogEntry } from '#shared/contract/customers.ts'
import { formatBeijing } from '#shared/time.ts'

const known = ['reveal', 'saveNote', 'deleteNote', 'export'] as const
const personalFields = ['name', 'accountName', 'telephone', 'email'] as const

/** What was done about this customer on this computer, newest first. */
export function OperationLog({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers')
  const read = useRead(api.customers.listLog, { customerId })
  if (read.error) return <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />
  const entries = read.data?.entries ?? []
  if (read.data && entries.length === 0)
    return <EmptyState kind="nothing-yet" title={t('log.empty')} text={t('log.emptyText')} />
  const actionOf = ({ action, detail }: LogEntry): string => {
    const found = known.find((one) => `customers.${one}` === action)
    if (!found) return action
    const field = personalFields.find((one) => one === detail['field'])
    return field ? `${t(`log.actions.${found}`)}：${t(`column.${field}`)}` : t(`log.actions.${found}`)
  }
  return (
    <table className="log">
      <thead>
        <tr>
          <th scope="col">{t('log.at')}</th>
          <th scope="col">{t('log.actor')}</th>
          <th scope="col">{t('log.action')}</th>
          <th scope="col">{t('log.result')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries are appended and never change
          <tr key={`${entry.at} ${at}`}>
            <td className="log-at">{formatBeijing(entry.at)}</td>
            <td>{entry.actor}</td>
            <td>{actionOf(entry)}</td>
            <td>
              {t(`log.${entry.result}`)}
              {!entry.online && <span className="quiet"> · {t('log.offline')}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
