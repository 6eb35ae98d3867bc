/** Invoices issued and parcels sent, noted here; each in one transaction with its audit entry. */
import { findApplication, invoicesOf } from '#host/areas/applications/queries.ts'
import type { AuditDetail } from '#host/audit/audit.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { Application } from '#shared/contract/applications.ts'
import { AppError } from '#shared/errors.ts'
import { type ApplicationRefusal, type NotedInvoice, refuseInvoice, refuseMailing } from '#shared/rules/applications.ts'

export interface NoteParts {
  readonly cache: Db
  readonly local: Db
  readonly by: string
  readonly now: number
  /** Appends to the audit inside the caller's transaction. */
  audit(action: string, target: string, detail: AuditDetail): void
}

const requireApplication = ({ cache, local }: NoteParts, number: string): Application => {
  const found = findApplication(cache, local, number)
  if (!found) throw new AppError('not-found', { field: 'number' })
  return found
}

const noted = (local: Db, number: string): NotedInvoice[] =>
  invoicesOf(local, number).map((invoice) => ({ ...invoice, kind: 'special' }))

function refuse(refusal: ApplicationRefusal | null): void {
  if (!refusal) return
  const { rule, reason, detail } = refusal
  throw new AppError('invalid-input', { retry: 'after-fix', detail: { rule, reason, ...detail } })
}

export function noteInvoice(
  parts: NoteParts,
  given: {
    readonly number: string
    readonly invoiceNumber: string
    readonly kind: NotedInvoice['kind']
    readonly amount: number
    readonly issuedOn: string
  },
): void {
  const { local, by, now, audit } = parts
  const { number, invoiceNumber, kind, amount, issuedOn } = given
  local
    .transaction(() => {
      const application = requireApplication(parts, number)
      const other = kept<string>(
        local,
        'SELECT application_number FROM application_invoices WHERE invoice_number = ? AND removed_at IS NULL',
      )
        .pluck()
        .get(invoiceNumber)
      if (other !== undefined)
        throw new AppError('conflict', {
          retry: 'after-fix',
          detail: { rule: 'R-INC-19', reason: other === number ? 'noted-already' : 'other-application', number: other },
        })
      const { status, invoiceAmount } = application
      const payoutForm = application.payoutForm ?? ''
      refuse(
        refuseInvoice(
          { number: invoiceNumber, kind, amount },
          { status, payoutForm, invoiceAmount },
          noted(local, number),
        ),
      )
      kept(
        local,
        `INSERT INTO application_invoices (application_number, invoice_number, amount, issued_on, by, at)
         VALUES (?, ?, ?, ?, ?, ?)`,
      ).run(number, invoiceNumber, amount, issuedOn, by, now)
      audit('applications.noteInvoice', `application:${number}`, { invoice: invoiceNumber, amount })
    })
    .immediate()
}

export function removeInvoice({ local, now, audit }: NoteParts, id: number): void {
  local
    .transaction(() => {
      const row = kept<{ number: string; invoice: string }>(
        local,
        `SELECT application_number AS number, invoice_number AS invoice FROM application_invoices
         WHERE id = ? AND removed_at IS NULL`,
      ).get(id)
      if (!row) throw new AppError('not-found', { field: 'id' })
      kept(local, 'UPDATE application_invoices SET removed_at = ? WHERE id = ?').run(now, id)
      audit('applications.removeInvoice', `application:${row.number}`, { invoice: row.invoice })
    })
    .immediate()
}

/** A later parcel takes the place of an earlier one, which stays in the file. */
export function noteMailing(
  parts: NoteParts,
  given: {
    readonly number: string
    readonly courier: string
    readonly trackingNumber: string
    readonly sentOn: string
  },
): void {
  const { local, by, now, audit } = parts
  const { number, courier, trackingNumber, sentOn } = given
  local
    .transaction(() => {
      const { invoiceAmount } = requireApplication(parts, number)
      refuse(refuseMailing({ invoiceAmount }, noted(local, number)))
      kept(
        local,
        'UPDATE application_mailings SET removed_at = ? WHERE application_number = ? AND removed_at IS NULL',
      ).run(now, number)
      kept(
        local,
        `INSERT INTO application_mailings (application_number, courier, tracking_number, sent_on, by, at)
         VALUES (?, ?, ?, ?, ?, ?)`,
      ).run(number, courier, trackingNumber, sentOn, by, now)
      audit('applications.noteMailing', `application:${number}`, { courier, trackingNumber })
    })
    .immediate()
}
