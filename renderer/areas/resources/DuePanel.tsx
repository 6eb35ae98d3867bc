/** The lists of the day on the home page: each figure leads to its rows. */
import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import './resources.css'

const number = new Intl.NumberFormat('en-US')

export function DuePanel() {
  const { t } = useTranslation('resources')
  const figures = useRead(api.resources.dueFigures, {})
  const { data } = figures
  return (
    <Panel
      title={t('due.title')}
      beside={
        <Link to="/due" search={{}}>
          {t('due.more')}
        </Link>
      }
    >
      {figures.error && <ErrorNotice error={figures.error} onRetry={() => void figures.refetch()} />}
      {figures.isPending && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
      {data && (
        <>
          <ul className="due-list">
            {data.lists.map(({ list, customers, resources, autoRenewing }) => (
              <li key={list}>
                <Link to="/due" search={{ list }} className="due-line">
                  <span>{t(`due.lists.${list}`)}</span>
                  {autoRenewing > 0 && <span className="quiet">{t('due.autoRenewing', { n: autoRenewing })}</span>}
                  <span className="due-figure">
                    {t('due.figure', { customers: number.format(customers), resources: number.format(resources) })}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
          <p className="quiet">
            {t('due.coverage', { read: number.format(data.readCustomers), all: number.format(data.allCustomers) })}
          </p>
          <AsOf at={data.asOf} />
        </>
      )}
    </Panel>
  )
}
