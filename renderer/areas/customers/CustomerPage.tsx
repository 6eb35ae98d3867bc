/** The customer card (domain: customers.md): head with key facts, balance, profile, notes; operation log last. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Alert, Button, Spin, Tabs, Tag } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#renderer/app/commands.ts'
import { Page } from '#renderer/app/Page.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { AssociationBlock } from '#renderer/areas/associations/AssociationBlock.tsx'
import { AuthorizationBlock } from '#renderer/areas/authorizations/AuthorizationBlock.tsx'
import { ConsumptionTab } from '#renderer/areas/consumption/ConsumptionTab.tsx'
import { CouponsBlock } from '#renderer/areas/coupons/CouponsBlock.tsx'
import { IssueDialog } from '#renderer/areas/coupons/issue/IssueDialog.tsx'
import { BalanceBlock } from '#renderer/areas/customers/BalanceBlock.tsx'
import { CustomersEmpty } from '#renderer/areas/customers/CustomersEmpty.tsx'
import { KeyFacts } from '#renderer/areas/customers/KeyFacts.tsx'
import { listMemory } from '#renderer/areas/customers/listMemory.ts'
import { NoteForm } from '#renderer/areas/customers/NoteForm.tsx'
import { NoteList } from '#renderer/areas/customers/NoteList.tsx'
import { OperationLog } from '#renderer/areas/customers/OperationLog.tsx'
import { ProfileBlock } from '#renderer/areas/customers/ProfileBlock.tsx'
import { useNeighbours } from '#renderer/areas/customers/useNeighbours.ts'
import { ManagerBlock } from '#renderer/areas/managers/ManagerBlock.tsx'
import { OrdersBlock } from '#renderer/areas/orders/OrdersBlock.tsx'
import { useNewQuote } from '#renderer/areas/quotes/useNewQuote.ts'
import { ResourcesTab } from '#renderer/areas/resources/ResourcesTab.tsx'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { foldWidth, isComposing, isTyping } from '#renderer/parts/fold.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { formatBeijing } from '#shared/time.ts'
import './customers.css'

const number = new Intl.NumberFormat('en-US')

export function CustomerPage() {
  const { customerId } = useParams({ strict: false }) as { customerId?: string }
  const state = useRead(api.workspaces.state, {}).data
  const allowed = usePermitted('customer.read')
  if (state?.state !== 'ready' || customerId === undefined) return <Spin className="customers-wait" />
  if (allowed === false) return <CustomersEmpty kind="no-right" />
  return <Card key={customerId} customerId={customerId} workspaceId={state.workspace.workspaceId} />
}

function Card({ customerId, workspaceId }: { customerId: string; workspaceId: string }) {
  const { t } = useTranslation('customers')
  const { t: tb } = useTranslation('batches')
  const { t: tq } = useTranslation('quotes')
  const navigate = useNavigate()
  const read = useRead(api.customers.get, { customerId })
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const canPrint = usePermitted('document.print') === true
  const canNote = usePermitted('customer.note') !== false
  const canLog = usePermitted('customer.log') !== false
  const { tab: asked } = useSearch({ strict: false }) as { tab?: unknown }
  const [tab, setTab] = useState(asked === 'resources' || asked === 'consumption' ? asked : 'overview')
  const [writing, setWriting] = useState(false)
  const [issuing, setIssuing] = useState(false)
  const mayIssue = usePermitted('coupon.issue') === true
  const mayQuote = usePermitted('quote.write') === true
  const quote = useNewQuote()
  const { place, total, go } = useNeighbours(listMemory(workspaceId), customerId)

  const write = useCallback(() => {
    setTab('notes')
    setWriting(true)
  }, [])
  const print = (): void => void navigate({ to: '/documents', search: { customer: customerId } })
  useCommand('print', canPrint ? print : null)
  useCommand('new', canNote ? write : null)
  useCommand('quote-customer', mayQuote ? () => quote(customerId) : null)
  useCommand('issue-coupon', mayIssue ? () => setIssuing(true) : null)
  useCommand('resources', () => setTab('resources'))
  useCommand('refresh', () => void read.refetch())
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      if (isComposing(event) || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
      const key = foldWidth(event.key)
      if (key === '[') go(-1)
      else if (key === ']') go(1)
    }
    window.addEventListener('keydown', heard)
    return () => window.removeEventListener('keydown', heard)
  }, [go])

  const card = read.data
  return (
    <Page
      title={card?.row.name || card?.row.accountName || t('card.label')}
      beside={card && <AsOf at={card.asOf} offline={offline} />}
      actions={
        <>
          <Button onClick={() => go(0)}>{t('card.back')}</Button>
          {place !== null && (
            <>
              <Button disabled={place === 0} onClick={() => go(-1)} title="[">
                {t('card.previous')}
              </Button>
              <span className="quiet card-place">
                {t('card.place', { n: number.format(place + 1), total: total === null ? '…' : number.format(total) })}
              </span>
              <Button disabled={total !== null && place + 1 >= total} onClick={() => go(1)} title="]">
                {t('card.next')}
              </Button>
            </>
          )}
          {mayIssue && (
            <Button onClick={() => setIssuing(true)} title="C">
              {tb('one.act')}
            </Button>
          )}
          {mayQuote && (
            <Button onClick={() => quote(customerId)} title="Q">
              {tq('new')}
            </Button>
          )}
          {canPrint && (
            <Button onClick={print} title="Ctrl+P">
              {t('card.statement')}
            </Button>
          )}
          {canNote && (
            <Button type="primary" onClick={write} title="N">
              {t('note.add')}
            </Button>
          )}
        </>
      }
    >
      {issuing && card && (
        <IssueDialog
          customerId={customerId}
          name={card.row.name || card.row.accountName}
          onClose={() => setIssuing(false)}
        />
      )}
      <div className="customer-card">
        {read.error && (
          <ErrorNotice
            error={read.error}
            onRetry={() => void read.refetch()}
            action={
              <Button size="small" onClick={() => void navigate({ to: '/customers', search: {} })}>
                {t('card.back')}
              </Button>
            }
          />
        )}
        {!card && !read.error && <Spin className="customers-wait" />}
        {card && (
          <>
            {card.row.goneAt !== null && (
              <Alert
                type="warning"
                showIcon
                title={<Tag color="warning">{t('card.gone')}</Tag>}
                description={t('card.goneText', { at: formatBeijing(card.row.goneAt) })}
              />
            )}
            <KeyFacts card={card} />
            <Tabs
              activeKey={tab}
              onChange={setTab}
              items={[
                {
                  key: 'overview',
                  label: t('card.overview'),
                  children: (
                    <div className="blocks">
                      <BalanceBlock card={card} />
                      <AuthorizationBlock customerId={customerId} />
                      <CouponsBlock customerId={customerId} associationType={card.row.associationType} />
                      <AssociationBlock card={card} />
                      <ManagerBlock card={card} />
                      <OrdersBlock customerId={customerId} />
                      <ProfileBlock card={card} />
                    </div>
                  ),
                },
                {
                  key: 'resources',
                  label: t('card.resources'),
                  children: <ResourcesTab customerId={customerId} />,
                },
                {
                  key: 'consumption',
                  label: t('card.consumption'),
                  children: <ConsumptionTab customerId={customerId} associationType={card.row.associationType} />,
                },
                {
                  key: 'notes',
                  label: card.row.notes > 0 ? `${t('card.notes')} ${card.row.notes}` : t('card.notes'),
                  children: (
                    <>
                      {writing && (
                        <NoteForm
                          customerId={customerId}
                          note={null}
                          onDone={() => setWriting(false)}
                          onCancel={() => setWriting(false)}
                        />
                      )}
                      {!(writing && card.row.notes === 0) && <NoteList customerId={customerId} editable={canNote} />}
                    </>
                  ),
                },
                ...(canLog
                  ? [
                      {
                        key: 'log',
                        label: t('card.log'),
                        children: <OperationLog customerId={customerId} />,
                        destroyOnHidden: true,
                      },
                    ]
                  : []),
              ]}
            />
          </>
        )}
      </div>
    </Page>
  )
}
