/** One basket: customer, lines, prices, discounts, coupons, paper, and the order that comes of it. */
import { useNavigate, useParams } from '@tanstack/react-router'
import { Button, Dropdown, Input, InputNumber, type InputRef, type RefSelectProps, Spin } from 'antd'
import { type Ref, useCallback, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#renderer/app/commands.ts'
import { Page } from '#renderer/app/Page.tsx'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { ConfirmDanger } from '#renderer/parts/ConfirmDanger.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { JobProgress } from '#renderer/parts/JobProgress.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { SpecRow } from '#shared/contract/products.ts'
import type { QuoteDraft, QuoteLine, QuoteView } from '#shared/contract/quotes.ts'
import { holdsAnother } from '#shared/rules/quotes.ts'
import { CustomerField } from './CustomerField.tsx'
import { Figures } from './Figures.tsx'
import { LinesTable } from './LinesTable.tsx'
import { type Charge, lineOf, newId } from './lines.ts'
import { OrderDialog } from './OrderDialog.tsx'
import { OrderState } from './OrderState.tsx'
import { PaperDialog } from './PaperDialog.tsx'
import { SetDialog } from './SetDialog.tsx'
import { SpecPicker } from './SpecPicker.tsx'
import { type Basket, useBasket } from './useBasket.ts'
import { usePricing } from './usePricing.ts'
import './quotes.css'
import '#renderer/parts/batch/batch.css'

export function QuotePage() {
  const { quoteId } = useParams({ strict: false }) as { quoteId?: string }
  const { t } = useTranslation('quotes')
  const state = useRead(api.workspaces.state, {}).data
  const allowed = usePermitted('quote.read')
  if (allowed === false)
    return (
      <Page title={t('title')}>
        <EmptyState kind="no-right" title={t('noRight')} text={t('noRightText')} />
      </Page>
    )
  if (state?.state !== 'ready' || quoteId === undefined) return <Spin />
  return <Quote key={quoteId} quoteId={quoteId} />
}

function Quote({ quoteId }: { quoteId: string }) {
  const { t } = useTranslation('quotes')
  const navigate = useNavigate()
  const basket = useBasket(quoteId)
  const { view, draft } = basket
  if (!view || !draft)
    return (
      <Page title={t('title')}>
        {basket.error?.code === 'not-found' ? (
          <EmptyState
            kind="nothing-matches"
            title={t('gone')}
            text=""
            action={<Button onClick={() => void navigate({ to: '/quotes' })}>{t('back')}</Button>}
          />
        ) : basket.error ? (
          <ErrorNotice error={basket.error} onRetry={basket.reload} />
        ) : (
          <Spin />
        )}
      </Page>
    )
  return <Editor basket={basket} view={view} draft={draft} />
}

/** The customer's last order once more, as a quote of its own at today's price. */
function Repeat({ customerId, offline }: { customerId: string; offline: boolean }) {
  const { t } = useTranslation('quotes')
  const navigate = useNavigate()
  const { done } = useNotices()
  const repeat = useWrite(api.quotes.repeat, {
    onDone: ({ quote, unknown }) => {
      done(
        unknown > 0
          ? t('menu.repeatUnknown', { n: unknown })
          : t('menu.repeated', { order: quote.draft.fromOrder ?? '' }),
      )
      void navigate({ to: '/quotes/$quoteId', params: { quoteId: quote.draft.quoteId } })
    },
  })
  return (
    <div className="quote-acts">
      <Button
        disabled={offline}
        loading={repeat.isPending}
        onClick={() => repeat.mutate({ newId: newId(), customerId, orderId: null })}
      >
        {t('menu.repeat')}
      </Button>
      {repeat.error && <ErrorNotice error={repeat.error} />}
    </div>
  )
}

/** What may be done with the quote as a whole. */
function Menu({ draft, locked }: { draft: QuoteDraft; locked: boolean }) {
  const { t } = useTranslation('quotes')
  const navigate = useNavigate()
  const { done } = useNotices()
  const [deleting, setDeleting] = useState(false)
  const open = (quoteId: string): void => void navigate({ to: '/quotes/$quoteId', params: { quoteId } })
  const copy = useWrite(api.quotes.copy, { onDone: (quote) => open(quote.draft.quoteId) })
  const remove = useWrite(api.quotes.delete, {
    onDone: () => {
      done(t('menu.deleted'))
      void navigate({ to: '/quotes' })
    },
  })
  const { quoteId, customerId, template } = draft
  const copied = (asTemplate: boolean): void =>
    copy.mutate({ quoteId, newId: newId(), template: asTemplate, customerId })
  const items = [
    { key: 'copy', label: t(template ? 'menu.use' : 'menu.copy'), onClick: () => copied(false) },
    ...(template ? [] : [{ key: 'template', label: t('menu.template'), onClick: () => copied(true) }]),
    ...(locked ? [] : [{ key: 'delete', danger: true, label: t('menu.delete'), onClick: () => setDeleting(true) }]),
  ]
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button>{t('others')}</Button>
      </Dropdown>
      {copy.error && <ErrorNotice error={copy.error} />}
      {deleting && (
        <ConfirmDanger
          open
          title={t('menu.deleteTitle')}
          action={t('menu.delete')}
          busy={remove.isPending}
          onConfirm={() => remove.mutate({ quoteId })}
          onCancel={() => setDeleting(false)}
        >
          <p>{t('menu.deleteText')}</p>
          {remove.error && <ErrorNotice error={remove.error} />}
        </ConfirmDanger>
      )}
    </>
  )
}

function Head({
  basket,
  view,
  draft,
  locked,
  customer,
  onCustomer,
}: {
  customer: Ref<RefSelectProps>
  /** A customer was chosen. */
  onCustomer: () => void
  basket: Basket
  view: QuoteView
  draft: QuoteDraft
  locked: boolean
}) {
  const { t } = useTranslation('quotes')
  const id = useId()
  const { change } = basket
  return (
    <div className="quote-head">
      <div className="quote-field">
        <label htmlFor={`${id}-customer`}>{t('basket.customer')}</label>
        <CustomerField
          id={`${id}-customer`}
          ref={customer}
          value={draft.customerId}
          name={draft.customerId === view.draft.customerId ? view.customerName : ''}
          disabled={locked || draft.template}
          onChange={(customerId) => {
            change({ customerId })
            if (customerId !== null) onCustomer()
          }}
        />
      </div>
      <div className="quote-field">
        <label htmlFor={`${id}-title`}>{t('basket.title')}</label>
        <Input
          id={`${id}-title`}
          maxLength={100}
          placeholder={t('basket.titleHint')}
          value={draft.title}
          onChange={(event) => change({ title: event.target.value })}
        />
      </div>
      <div className="quote-field">
        <label htmlFor={`${id}-valid`}>{t('basket.validDays')}</label>
        <InputNumber
          id={`${id}-valid`}
          min={1}
          max={90}
          precision={0}
          value={draft.validDays}
          onChange={(validDays) => change({ validDays: validDays ?? 7 })}
        />
      </div>
      <div className="quote-field">
        <label htmlFor={`${id}-project`}>{t('basket.projectId')}</label>
        <Input
          id={`${id}-project`}
          maxLength={64}
          placeholder={t('basket.projectHint')}
          disabled={locked}
          value={draft.projectId}
          onChange={(event) => change({ projectId: event.target.value.trim() })}
        />
      </div>
      <div className="quote-field quote-note">
        <label htmlFor={`${id}-note`}>{t('basket.note')}</label>
        <Input
          id={`${id}-note`}
          maxLength={500}
          value={draft.note}
          onChange={(event) => change({ note: event.target.value })}
        />
      </div>
    </div>
  )
}

function Editor({ basket, view, draft }: { basket: Basket; view: QuoteView; draft: QuoteDraft }) {
  const { t } = useTranslation('quotes')
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const pricing = usePricing(draft.quoteId)
  // The sync may not have noticed yet what a question of ours just found out.
  const unreachable = offline || pricing.error?.code === 'offline'
  const picker = useRef<InputRef>(null)
  const customer = useRef<RefSelectProps>(null)
  const [set, setSet] = useState<string | null>(null)
  const [dialog, setDialog] = useState<'order' | 'paper' | null>(null)
  const mayWrite = usePermitted('quote.write') === true
  const mayPlace = usePermitted('order.place') === true
  const mayPrint = usePermitted('document.print') === true
  const { order } = view
  const ordered = order !== null && holdsAnother(order.intent.state)
  const locked = !mayWrite || ordered
  const { change, settled } = basket
  const latest = useRef(draft)
  latest.current = draft
  const put = useCallback(
    (line: QuoteLine): void =>
      change({ lines: latest.current.lines.map((one) => (one.lineId === line.lineId ? line : one)) }),
    [change],
  )
  const remove = useCallback(
    (lineId: string): void => change({ lines: latest.current.lines.filter((one) => one.lineId !== lineId) }),
    [change],
  )
  const add = (lines: readonly QuoteLine[]): void => change({ lines: [...latest.current.lines, ...lines] })
  const canAsk = mayWrite && !ordered && !offline && draft.customerId !== null && draft.lines.length > 0
  const ask = (): void => {
    void settled().then((stored) => {
      if (stored) pricing.ask()
    })
  }
  const open = (what: 'order' | 'paper'): void => {
    void settled().then((stored) => {
      if (stored) setDialog(what)
    })
  }
  const canOrder = mayPlace && !ordered && !draft.template && view.totals !== null
  useCommand('quote-add', locked ? null : () => picker.current?.focus())
  useCommand('quote-price', canAsk && !pricing.pending ? ask : null)
  useCommand('print', mayPrint && view.totals !== null ? () => open('paper') : null)
  useCommand('quote-order', canOrder ? () => open('order') : null)
  useCommand('refresh', basket.reload)
  // An empty basket begins where something is missing: the customer, then the products.
  const began = useRef(false)
  useEffect(() => {
    if (began.current || locked || draft.lines.length > 0) return
    began.current = true
    if (draft.customerId === null && !draft.template) customer.current?.focus()
    else picker.current?.focus()
  }, [locked, draft])
  return (
    <Page
      title={draft.title.trim() || t(draft.template ? 'template' : 'untitled')}
      beside={
        <>
          {view.oldestAt !== null && <AsOf at={view.oldestAt} offline={offline} />}{' '}
          <span className="quiet" role="status">
            {t(
              basket.saving === 'saved'
                ? 'basket.saved'
                : basket.saving === 'saving'
                  ? 'basket.saving'
                  : 'basket.saveFailed',
            )}
          </span>
        </>
      }
      actions={
        <>
          {mayWrite && <Menu draft={draft} locked={ordered} />}
          {mayPrint && (
            <Button title="Ctrl+P" disabled={view.totals === null} onClick={() => open('paper')}>
              {t('paper.act')}
            </Button>
          )}
          {mayWrite && !ordered && (
            <Button title="F8" disabled={!canAsk} loading={pricing.pending} onClick={ask}>
              {t('price.act')}
            </Button>
          )}
          {mayPlace && !ordered && !draft.template && (
            <Button type="primary" title="Ctrl+Enter" disabled={!canOrder} onClick={() => open('order')}>
              {t('order.act')}
            </Button>
          )}
        </>
      }
    >
      {basket.error && (
        <ErrorNotice
          error={basket.error}
          action={
            <Button size="small" onClick={basket.reload}>
              {t('basket.reload')}
            </Button>
          }
        />
      )}
      {pricing.error && <ErrorNotice error={pricing.error} onRetry={ask} />}
      {pricing.job?.state === 'running' && (
        <JobProgress
          title={t('price.running')}
          done={pricing.job.done}
          total={pricing.job.total}
          startedAt={pricing.job.startedAt}
          onCancel={pricing.cancel}
        />
      )}
      {order && <OrderState order={order} offline={offline} />}
      <Head
        basket={basket}
        view={view}
        draft={draft}
        locked={locked}
        customer={customer}
        onCustomer={() => picker.current?.focus()}
      />
      {!locked && (
        <SpecPicker
          ref={picker}
          onAdd={(spec: SpecRow, charge: Charge) => add([lineOf(spec, charge)])}
          onSet={setSet}
        />
      )}
      {draft.customerId === null && !draft.template && <p className="quiet">{t('price.needsCustomer')}</p>}
      {unreachable && <p className="quiet">{t('price.offline')}</p>}
      {!locked && draft.lines.length === 0 && draft.customerId !== null && (
        <Repeat customerId={draft.customerId} offline={offline} />
      )}
      <div className="quote-columns">
        <LinesTable lines={draft.lines} prices={view.prices} locked={locked} onChange={put} onRemove={remove} />
        <Figures view={view} locked={locked} offline={offline} onChoose={(offer) => change({ offer })} />
      </div>
      {set !== null && <SetDialog region={set} onAdd={add} onClose={() => setSet(null)} />}
      {dialog === 'order' && <OrderDialog view={view} offline={unreachable} onClose={() => setDialog(null)} />}
      {dialog === 'paper' && <PaperDialog quoteId={draft.quoteId} onClose={() => setDialog(null)} />}
    </Page>
  )
}
