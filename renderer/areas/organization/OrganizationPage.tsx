/** Members and account managers, as the desk API tells them (cached; read only). */
import { Input, Skeleton, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '#renderer/app/Page.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { foldWidth } from '#renderer/parts/fold.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { ManagersTable } from './ManagersTable.tsx'
import { MembersTable } from './MembersTable.tsx'
import './organization.css'

/** True where any of the texts holds the word; width and case do not matter. */
const holds = (word: string, texts: readonly (string | null)[]): boolean =>
  word === '' || texts.some((text) => text?.toLowerCase().includes(word))

function Managers({ word }: { word: string }) {
  const { t } = useTranslation('organization')
  const read = useRead(api.organization.listManagers, {})
  if (read.error) return <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />
  if (!read.data) return <Skeleton active />
  if (read.data.rows.length === 0)
    return <EmptyState kind="nothing-yet" title={t('emptyMembers')} text={t('emptyText')} />
  const rows = read.data.rows.filter(({ accountName, name, director }) => holds(word, [accountName, name, director]))
  return (
    <>
      <AsOf at={read.data.asOf} />
      <ManagersTable rows={rows} />
    </>
  )
}

function Members({ word }: { word: string }) {
  const { t } = useTranslation('organization')
  const { t: tc } = useTranslation('common')
  const permitted = usePermitted('member.read')
  const read = useRead(api.organization.listMembers, {}, { enabled: permitted !== false })
  if (permitted === false || read.error?.code === 'forbidden') {
    return <EmptyState kind="no-right" title={tc('notPermittedTitle')} text={tc('notPermittedText')} />
  }
  if (read.error) return <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />
  if (!read.data) return <Skeleton active />
  if (read.data.rows.length === 0)
    return <EmptyState kind="nothing-yet" title={t('emptyMembers')} text={t('emptyText')} />
  const rows = read.data.rows.filter(({ accountName, name, director, roles }) =>
    holds(word, [accountName, name, director, ...roles]),
  )
  return (
    <>
      <AsOf at={read.data.asOf} />
      <MembersTable rows={rows} />
    </>
  )
}

export function OrganizationPage() {
  const { t } = useTranslation('organization')
  const [text, setText] = useState('')
  const word = foldWidth(text).trim().toLowerCase()
  return (
    <Page
      title={t('title')}
      actions={
        <Input.Search
          className="organization-filter"
          allowClear
          aria-label={t('filter')}
          placeholder={t('filter')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      }
    >
      <section className="panel" aria-label={t('title')}>
        <Tabs
          className="organization-tabs"
          items={[
            { key: 'managers', label: t('managers'), children: <Managers word={word} /> },
            { key: 'members', label: t('members'), children: <Members word={word} /> },
          ]}
        />
      </section>
    </Page>
  )
}
