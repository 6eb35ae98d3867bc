/** Invoice numbers and the parcel, noted here: they must make what is to be invoiced before they are sent (R-INC-20). */
import { Alert, Button, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { FilterField } from '#renderer/parts/FilterForm.tsx'
import { foldWidth } from '#renderer/parts/fold.ts'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { Application } from '#shared/contract/applications.ts'
import { fen, formatYuan, sumFen, yuanText } from '#shared/money.ts'
import { parseAmount } from '#shared/rules/funds.ts'
import { formatBeijing } from '#shared/time.ts'
import { refusedText } from './cells.tsx'

const today = (): string => formatBeijing(Date.now()).slice(0, 10)

export function InvoiceNotes({ application, mayNote }: { application: Application; mayNote: boolean }) {
  const { t } = useTranslation('applications')
  const remove = useWrite(api.applications.removeInvoice)
  const { invoices, mailing, invoiceAmount } = application
  const sum = sumFen(invoices.map(({ amount }) => fen(amount)))
  const complete = sum === invoiceAmount
  return (
    <section aria-label={t('invoices.title')} className="applications-stack">
      <h3>{t('invoices.title')}</h3>
      {invoices.length === 0 ? (
        <p className="quiet">{t('invoices.none')}</p>
      ) : (
        <ul className="applications-bills">
          {invoices.map(({ id, number, amount, issuedOn }) => (
            <li key={id}>
              <span>
                {number} · {issuedOn}
              </span>
              <span className="applications-actions">
                <Money amount={amount} />
                {mayNote && mailing === null && (
                  <Button
                    size="small"
                    type="text"
                    aria-label={t('invoices.remove', { number })}
                    loading={remove.isPending}
                    onClick={() => remove.mutate({ id })}
                  >
                    ✕
                  </Button>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p role="status" className={complete ? '' : 'applications-open'}>
        {t('invoices.sum', { sum: formatYuan(sum), needed: formatYuan(fen(invoiceAmount)) })}
      </p>
      {mailing && (
        <p>
          {t('invoices.mailed', {
            date: mailing.sentOn,
            courier: mailing.courier,
            tracking: mailing.trackingNumber,
            by: mailing.by,
          })}
        </p>
      )}
      {mayNote && !complete && <InvoiceForm number={application.number} rest={invoiceAmount - sum} />}
      {mayNote && complete && mailing === null && <MailingForm number={application.number} />}
      {mayNote && <p className="quiet">{t('invoices.local')}</p>}
      {remove.error && <ErrorNotice error={remove.error} />}
    </section>
  )
}

function DayField({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) {
  return (
    <FilterField label={label}>
      {(id) => <Input id={id} type="date" value={value} onChange={({ target }) => onChange(target.value)} />}
    </FilterField>
  )
}

function NoteForm({
  children,
  action,
  ready,
  busy,
  onGo,
}: {
  children: ReactNode
  action: string
  ready: boolean
  busy: boolean
  onGo: () => void
}) {
  return (
    <form
      className="applications-note"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready && !busy) onGo()
      }}
    >
      {children}
      <Button htmlType="submit" disabled={!ready} loading={busy}>
        {action}
      </Button>
    </form>
  )
}

function InvoiceForm({ number, rest }: { number: string; rest: number }) {
  const { t } = useTranslation('applications')
  const [invoiceNumber, setInvoiceNumber] = useState('')
  const [kind, setKind] = useState<'special' | 'normal'>('special')
  const [typed, setTyped] = useState<string | null>(null)
  const [issuedOn, setIssuedOn] = useState(today)
  const note = useWrite(api.applications.noteInvoice, {
    onDone: () => {
      setInvoiceNumber('')
      setTyped(null)
    },
  })
  // What is still missing stands there until something else is typed.
  const text = typed ?? yuanText(fen(rest))
  const amount = parseAmount(text)
  const refusal = refusedText(t, note.error)
  return (
    <>
      <NoteForm
        action={t('invoices.add')}
        ready={invoiceNumber !== '' && amount.ok && issuedOn !== ''}
        busy={note.isPending}
        onGo={() => {
          if (amount.ok) note.mutate({ number, invoiceNumber, kind, amount: amount.amount, issuedOn })
        }}
      >
        <FilterField label={t('invoices.number')}>
          {(id) => (
            <Input
              id={id}
              value={invoiceNumber}
              maxLength={20}
              inputMode="numeric"
              placeholder={t('invoices.numberHint')}
              onChange={({ target }) => setInvoiceNumber(foldWidth(target.value).replace(/\s/g, ''))}
            />
          )}
        </FilterField>
        <FilterField label={t('invoices.kind')}>
          {(id) => (
            <Select<'special' | 'normal'>
              id={id}
              className="applications-kind"
              value={kind}
              options={(['special', 'normal'] as const).map((value) => ({ value, label: t(`invoices.${value}`) }))}
              onChange={setKind}
            />
          )}
        </FilterField>
        <FilterField label={t('invoices.amount')}>
          {(id) => (
            <Input
              id={id}
              value={text}
              inputMode="decimal"
              {...(amount.ok ? {} : { status: 'error' as const, 'aria-invalid': true })}
              onChange={({ target }) => setTyped(foldWidth(target.value))}
            />
          )}
        </FilterField>
        <DayField label={t('invoices.issuedOn')} value={issuedOn} onChange={setIssuedOn} />
      </NoteForm>
      {note.error && (refusal ? <Alert type="warning" showIcon title={refusal} /> : <ErrorNotice error={note.error} />)}
    </>
  )
}

function MailingForm({ number }: { number: string }) {
  const { t } = useTranslation('applications')
  const [courier, setCourier] = useState('')
  const [trackingNumber, setTrackingNumber] = useState('')
  const [sentOn, setSentOn] = useState(today)
  const note = useWrite(api.applications.noteMailing)
  const refusal = refusedText(t, note.error)
  return (
    <>
      <NoteForm
        action={t('invoices.mail')}
        ready={courier.trim() !== '' && trackingNumber.trim() !== '' && sentOn !== ''}
        busy={note.isPending}
        onGo={() => note.mutate({ number, courier, trackingNumber, sentOn })}
      >
        <FilterField label={t('invoices.courier')}>
          {(id) => (
            <Input id={id} value={courier} maxLength={128} onChange={({ target }) => setCourier(target.value)} />
          )}
        </FilterField>
        <FilterField label={t('invoices.tracking')}>
          {(id) => (
            <Input
              id={id}
              value={trackingNumber}
              maxLength={128}
              onChange={({ target }) => setTrackingNumber(target.value)}
            />
          )}
        </FilterField>
        <DayField label={t('invoices.sentOn')} value={sentOn} onChange={setSentOn} />
      </NoteForm>
      {note.error && (refusal ? <Alert type="warning" showIcon title={refusal} /> : <ErrorNotice error={note.error} />)}
    </>
  )
}
