import { Alert, Button, Checkbox, Input, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#renderer/app/commands.ts'
import { Panel } from '#renderer/app/Page.tsx'
import { useIdentity, usePermitted } from '#renderer/app/usePermitted.ts'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { FilterField } from '#renderer/parts/FilterForm.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { DocumentName, PrintOrder, PrintRow } from '#shared/contract/documents.ts'
import type { AppErrorValue } from '#shared/errors.ts'
import { fen, formatYuan } from '#shared/money.ts'
import type { Permission } from '#shared/rules/organization.ts'
import { billingMonth, monthAfter } from '#shared/time.ts'

/** Documents that have data here and what reading it needs; an area that supplies another one adds it. */
const offered: readonly { readonly name: DocumentName; readonly needs: Permission }[] = [
  { name: 'customers-statement', needs: 'customer.read' },
  { name: 'customer-statement', needs: 'customer.read' },
  { name: 'invoice-list', needs: 'funds.read' },
  { name: 'incentive-dispute', needs: 'incentive.reconcile' },
  { name: 'case-checklist', needs: 'incentive.read' },
]

function CustomerField({ value, onChange }: { value: string | null; onChange: (customerId: string | null) => void }) {
  const { t } = useTranslation('documents')
  const [text, setText] = useState('')
  const found = useRead(api.customers.search, { text, limit: 20 }, { enabled: text.trim() !== '', keepPrevious: true })
  const chosen = useRead(api.customers.names, { customerIds: [value ?? ''] }, { enabled: value !== null })
  const options = (found.data?.rows ?? []).map(({ customerId, name, accountName }) => ({
    value: customerId,
    label: `${name || accountName}（${accountName}）`,
  }))
  if (value !== null && !options.some((option) => option.value === value))
    options.unshift({ value, label: chosen.data?.names[value] ?? value })
  return (
    <FilterField label={t('issue.customer')}>
      {(id) => (
        <Select
          id={id}
          className="documents-customer"
          showSearch={{ filterOption: false, onSearch: setText }}
          allowClear
          placeholder={t('issue.customerHint')}
          value={value}
          options={options}
          onChange={(next: string | undefined) => onChange(next ?? null)}
        />
      )}
    </FilterField>
  )
}

/** R-INC-22: why there is no invoice list, by the host's reason. */
const noList = {
  'no-list-yet': 'notYet',
  'no-invoice-needed': 'notNeeded',
  'lines-not-here': 'notHere',
} as const

/** Refusals that have words of their own; everything else is told as errors are told everywhere. */
function Refusal({ error }: { error: AppErrorValue }) {
  const { t } = useTranslation('documents')
  const { detail = {} } = error
  const yuan = (name: string): string => formatYuan(fen(Number(detail[name] ?? 0)))
  const said =
    detail['reason'] === 'nothing-to-print'
      ? t('issue.nothing')
      : detail['reason'] === 'paper-too-small'
        ? t('issue.paperTooSmall')
        : detail['reason'] === 'month-not-here'
          ? t('issue.monthNotHere', { month: String(detail['month']) })
          : detail['reason'] === 'not-read-whole'
            ? t('issue.notWhole')
            : detail['reason'] === 'too-many-rows'
              ? t('issue.tooMany', { n: Number(detail['rows']).toLocaleString('en-US') })
              : detail['rule'] === 'R-INC-22' && typeof detail['reason'] === 'string' && detail['reason'] in noList
                ? t(`issue.noList.${noList[detail['reason'] as keyof typeof noList]}`, {
                    application: String(detail['application'] ?? ''),
                  })
                : null
  if (said) return <Alert type="info" showIcon title={said} />
  return (
    <>
      <ErrorNotice error={error} />
      {error.code === 'sums-differ' && (
        <p>
          {t('issue.sums', {
            found: yuan('found'),
            expected: yuan('expected'),
            difference: yuan('difference'),
            application: String(detail['application'] ?? ''),
          })}
        </p>
      )}
    </>
  )
}

export function IssueForm({
  chosen,
  onIssued,
}: {
  /** Chosen already, as on a way from a customer's card or from an application. */
  chosen: Partial<PrintOrder>
  onIssued: (print: PrintRow) => void
}) {
  const { t } = useTranslation('documents')
  const mayReveal = usePermitted('customer.reveal') === true
  const [order, setOrder] = useState<PrintOrder>(() => {
    const month = monthAfter(billingMonth(Date.now()), -1)
    return {
      document: 'customers-statement',
      from: month,
      until: month,
      customerId: null,
      applicationNumber: null,
      fullNames: false,
      paper: 'a4',
      ...chosen,
    }
  })
  const issue = useWrite(api.documents.issue, { onDone: onIssued })
  const put = (change: Partial<PrintOrder>): void => {
    issue.reset()
    setOrder({ ...order, ...change })
  }
  const identity = useIdentity()
  const single = order.document === 'customer-statement'
  const ready = order.from !== '' && order.until >= order.from && (!single || order.customerId !== null)
  const go = (): void => {
    if (ready && !issue.isPending) issue.mutate(order)
  }
  useCommand('print', ready ? go : null)
  return (
    <Panel title={t('issue.title')}>
      <form
        className="documents-form"
        onSubmit={(event) => {
          event.preventDefault()
          go()
        }}
      >
        <FilterField label={t('issue.document')}>
          {(id) => (
            <Select
              id={id}
              className="documents-kind"
              value={order.document}
              options={offered
                .filter(({ needs }) => !identity?.known || identity.permissions.includes(needs))
                // Of one case, and only on the way from it.
                .filter(({ name }) => name !== 'case-checklist' || order.caseId !== undefined)
                .map(({ name }) => ({ value: name, label: t(`names.${name}`) }))}
              onChange={(document) => put({ document })}
            />
          )}
        </FilterField>
        {order.document === 'invoice-list' && (
          <FilterField label={t('issue.application')}>
            {(id) => (
              <Input
                id={id}
                allowClear
                maxLength={64}
                placeholder={t('issue.applicationHint')}
                value={order.applicationNumber ?? ''}
                onChange={({ target }) => put({ applicationNumber: target.value.trim() || null })}
              />
            )}
          </FilterField>
        )}
        {single && <CustomerField value={order.customerId} onChange={(next) => put({ customerId: next })} />}
        <FilterField label={t('issue.from')}>
          {(id) => (
            <Input
              id={id}
              type="month"
              value={order.from}
              onChange={({ target }) =>
                put({ from: target.value, until: order.until < target.value ? target.value : order.until })
              }
            />
          )}
        </FilterField>
        <FilterField label={t('issue.until')}>
          {(id) => (
            <Input
              id={id}
              type="month"
              min={order.from}
              value={order.until}
              onChange={({ target }) => put({ until: target.value })}
            />
          )}
        </FilterField>
        <FilterField label={t('issue.paper')}>
          {() => (
            <Segmented<PrintOrder['paper']>
              aria-label={t('issue.paper')}
              value={order.paper}
              options={[
                { value: 'a4', label: t('issue.a4') },
                { value: 'voucher', label: t('issue.voucher') },
              ]}
              onChange={(paper) => put({ paper })}
            />
          )}
        </FilterField>
        {mayReveal && (
          <Checkbox checked={order.fullNames} onChange={({ target }) => put({ fullNames: target.checked })}>
            {t('issue.fullNames')}
          </Checkbox>
        )}
        <Button type="primary" htmlType="submit" title="Ctrl+P" disabled={!ready} loading={issue.isPending}>
          {t('issue.go')}
        </Button>
      </form>
      <p className="quiet">{t('issue.note')}</p>
      {issue.error && <Refusal error={issue.error} />}
    </Panel>
  )
}
