/** The vendor's reference lists: service types with their resource types (R-PLAT-24). */
import { Input, Skeleton } from 'antd'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#renderer/app/commands.ts'
import { Page } from '#renderer/app/Page.tsx'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { foldWidth } from '#renderer/parts/fold.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { arrange } from './arrange.ts'
import { ResourceList } from './ResourceList.tsx'
import { ServiceList } from './ServiceList.tsx'
import './products.css'

const number = new Intl.NumberFormat('en-US')

export function ProductsPage() {
  const { t } = useTranslation('products')
  const read = useRead(api.products.list, {})
  const field = useRef<HTMLDivElement>(null)
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const word = useDeferredValue(foldWidth(text).trim().toLowerCase())
  const data = read.data
  const groups = useMemo(() => (data ? arrange(data, word, t('orphans')) : []), [data, word, t])
  const group = groups.find(({ code }) => code === chosen) ?? groups[0]
  useCommand('filter', () => field.current?.querySelector('input')?.focus())
  return (
    <Page
      title={t('title')}
      beside={
        data && (
          <>
            {t('count', {
              services: number.format(data.serviceTypes.length),
              resources: number.format(data.resourceTypes.length),
            })}{' '}
            <AsOf at={data.asOf} />
          </>
        )
      }
      actions={
        <div ref={field} className="products-filter">
          <Input.Search
            allowClear
            aria-label={t('filter')}
            placeholder={t('filter')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
      }
    >
      {read.error && <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Skeleton active />}
      {data && groups.length === 0 && (
        <EmptyState
          kind={word === '' ? 'nothing-yet' : 'nothing-matches'}
          title={word === '' ? t('empty') : t('noMatch')}
          text={word === '' ? t('emptyText') : t('noMatchText')}
        />
      )}
      {group && (
        <div className="products">
          <ServiceList groups={groups} chosen={group.code} onChoose={setChosen} />
          <ResourceList group={group} />
        </div>
      )}
    </Page>
  )
}
