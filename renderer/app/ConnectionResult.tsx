/** What a connection test found: reachable, signed in, and every permission item that is missing. */
import CheckCircleFilled from '@ant-design/icons/CheckCircleFilled'
import CloseCircleFilled from '@ant-design/icons/CloseCircleFilled'
import MinusCircleFilled from '@ant-design/icons/MinusCircleFilled'
import { Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import type { ConnectionReport } from '#shared/contract/sync.ts'
import { useCollectionName } from './useCollectionName.ts'

type Verdict = 'good' | 'bad' | 'neutral'

const marks = {
  good: <CheckCircleFilled className="mark-good" />,
  bad: <CloseCircleFilled className="mark-bad" />,
  neutral: <MinusCircleFilled className="mark-neutral" />,
}

function Line({ verdict, children }: { verdict: Verdict; children: React.ReactNode }) {
  return (
    <li className="test-line">
      {marks[verdict]}
      <span>{children}</span>
    </li>
  )
}

const deskVerdict = { served: 'good', absent: 'neutral', refused: 'bad', unreachable: 'bad' } as const

export function ConnectionResult({ report }: { report: ConnectionReport }) {
  const { t } = useTranslation('sync')
  const nameOf = useCollectionName()
  // Without an answer nothing is known of the credential and the permissions.
  const tested = report.reachable ? report.operations : []
  const missing = [...new Set(tested.flatMap((operation) => operation.missing))]
  return (
    <div className="connection-result">
      <ul>
        <Line verdict={report.reachable ? 'good' : 'bad'}>
          {report.reachable ? t('reachable') : t('unreachable')}
          {report.latencyMs !== null && ` · ${t('latency', { ms: Math.round(report.latencyMs) })}`}
        </Line>
        {report.reachable ? (
          <>
            <Line verdict={report.signedIn ? 'good' : 'bad'}>{report.signedIn ? t('signedIn') : t('notSignedIn')}</Line>
            <Line verdict={deskVerdict[report.desk]}>{t(`desk.${report.desk}`)}</Line>
          </>
        ) : (
          <Line verdict="neutral">{t('notTested')}</Line>
        )}
        {report.clockSkewMs !== null && Math.abs(report.clockSkewMs) >= 1000 && (
          <Line verdict="neutral">{t('skew', { n: Math.round(report.clockSkewMs / 1000) })}</Line>
        )}
        {tested.length > 0 && (
          <Line verdict={missing.length === 0 ? 'good' : 'bad'}>
            {missing.length === 0 ? (
              t('allPermitted')
            ) : (
              <>
                {t('missing')}{' '}
                {missing.map((item) => (
                  <code key={item} className="missing-item">
                    {item}
                  </code>
                ))}
              </>
            )}
          </Line>
        )}
      </ul>
      {report.error && <ErrorNotice error={report.error} />}
      {tested.length > 0 && (
        <Table
          size="small"
          pagination={false}
          rowKey={(row) => `${row.collection} ${row.operationId}`}
          dataSource={tested}
          columns={[
            { title: t('collection'), key: 'collection', render: (_, row) => nameOf(row.collection) },
            { title: t('operation'), dataIndex: 'operationId', render: (id: string) => <code>{id}</code> },
            {
              title: t('permission'),
              key: 'allowed',
              render: (_, row) => (
                <>
                  <Tag color={row.allowed ? 'success' : 'error'}>{row.allowed ? t('allowed') : t('notAllowed')}</Tag>
                  {row.missing.join(', ')}
                  {row.error?.vendor?.code && <code> {row.error.vendor.code}</code>}
                </>
              ),
            },
          ]}
        />
      )}
    </div>
  )
}
