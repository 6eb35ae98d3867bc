/** One application: what to do now, the reason of a rejection and the way back, its states, bills, invoices and parcel. */
import { Link } from '@tanstack/react-router'
import { Alert, Button, Drawer, Skeleton, Steps } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { useNow } from '#renderer/parts/useNow.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { Application } from '#shared/contract/applications.ts'
import { needsInvoice } from '#shared/rules/applications.ts'
import { formatBeijing } from '#shared/time.ts'
import { rateText, StatusTag, Turn, todoOf, wordOf } from './cells.tsx'
import { InvoiceNotes } from './InvoiceNotes.tsx'

export function ApplicationDrawer({
  number,
  onClose,
  onAgain,
}: {
  number: string
  onClose: () => void
  onAgain: () => void
}) {
  const { t } = useTranslation('applications')
  const found = useRead(api.applications.get, { number })
  return (
    <Drawer open size={620} title={`${t('list.number')} ${number}`} onClose={onClose}>
      {found.error && <ErrorNotice error={found.error} />}
      {found.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {found.data && <Details application={found.data} onAgain={onAgain} />}
    </Drawer>
  )
}

function Details({ application, onAgain }: { application: Application; onAgain: () => void }) {
  const { t } = useTranslation('applications')
  const now = useNow(60_000)
  const mayPrint = usePermitted('document.print') === true
  const mayNote = usePermitted('incentive.reconcile') === true
  const { status, rejectReason, payoutForm, bills, steps, lines } = application
  const rejected = status === 'REJECTED'
  const invoiced = needsInvoice(payoutForm ?? '')
  return (
    <div className="applications-stack">
      <Alert type={rejected || status === 'QUOTA_FAILED' ? 'error' : 'info'} showIcon title={todoOf(t, status)} />
      {rejectReason !== null && (
        <p>
          <strong>{t('drawer.reject')}</strong>：{rejectReason}
        </p>
      )}
      {rejected && (
        <div>
          <Button type="primary" onClick={onAgain}>
            {t('drawer.again')}
          </Button>
        </div>
      )}
      <dl className="applications-facts">
        <dt>{t('list.status')}</dt>
        <dd>
          <StatusTag status={status} />
        </dd>
        <dt>{t('list.turn')}</dt>
        <dd>
          <Turn application={application} now={now} />
        </dd>
        <dt>{t('list.form')}</dt>
        <dd>{wordOf(t, 'forms', payoutForm)}</dd>
        <dt>{t('list.incentive')}</dt>
        <dd>
          <Money amount={application.incentive} />
        </dd>
        <dt>{t('list.total')}</dt>
        <dd>
          <Money amount={application.total} strong />
        </dd>
        {application.debtOffset > 0 && (
          <>
            <dt>{t('drawer.offset')}</dt>
            <dd>
              <Money amount={application.debtOffset} />
            </dd>
          </>
        )}
        <dt>{t('drawer.toInvoice')}</dt>
        <dd>{invoiced ? <Money amount={application.invoiceAmount} strong /> : t('list.noInvoice')}</dd>
        <dt>{t('drawer.party')}</dt>
        <dd>{application.contractParty ?? t('none')}</dd>
        <dt>{t('drawer.address')}</dt>
        <dd>{application.invoiceAddress ?? t('none')}</dd>
      </dl>
      {invoiced && !rejected && mayPrint && (
        <div className="applications-actions">
          <Link to="/documents" search={{ invoices: bills[0]?.period ?? '', application: application.number }}>
            {t('drawer.print')}
          </Link>
          <span className="quiet">{lines > 0 ? t('drawer.lines', { n: lines }) : t('drawer.noLines')}</span>
        </div>
      )}
      {invoiced && !rejected && status !== 'PROCESSING' && <InvoiceNotes application={application} mayNote={mayNote} />}
      <h3>{t('drawer.bills')}</h3>
      <ul className="applications-bills">
        {bills.map((bill) => (
          <li key={bill.billId}>
            <span>
              {bill.period} {bill.planName ?? bill.billId} {wordOf(t, 'association', bill.associationType)}{' '}
              {rateText(bill.taxRate)}
            </span>
            <Money amount={bill.total} />
          </li>
        ))}
      </ul>
      <h3>{t('drawer.steps')}</h3>
      <Steps
        orientation="vertical"
        size="small"
        current={steps.length - 1}
        items={steps.map((step) => ({
          title: wordOf(t, 'status', step.status),
          content: `${step.at === null ? '' : formatBeijing(step.at)} ${step.note ?? ''}`.trim(),
        }))}
      />
    </div>
  )
}
