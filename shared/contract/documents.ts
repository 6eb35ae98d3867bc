/** Printed documents: issuing, preview, output, the gapless register, and the check of a print. */
import { z } from 'zod'
import { At, Cursor, call, FenAmount, Id, Nothing, PageLimit, ShortText } from '#shared/contract/call.ts'

export const documentNames = [
  'customer-statement',
  'customers-statement',
  'invoice-list',
  'batch-proof',
  'quotation',
  'case-checklist',
  'incentive-dispute',
] as const
export const DocumentName = z.enum(documentNames)
export type DocumentName = z.infer<typeof DocumentName>

const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

export const Paper = z.enum(['a4', 'voucher'])
export type Paper = z.infer<typeof Paper>

/** What is to be printed; a document takes of it what it needs. */
export const PrintOrder = z.object({
  document: DocumentName,
  /** Billing months, Beijing time, both included. */
  from: Month,
  until: Month,
  /** `customer-statement`. */
  customerId: Id.nullable(),
  /** `invoice-list`: one application; null = all of the period. */
  applicationNumber: z.string().max(64).nullable(),
  /** `batch-proof`. */
  groupId: Id.optional(),
  /** `quotation`. */
  quoteId: Id.optional(),
  /** `case-checklist`. */
  caseId: Id.optional(),
  /** Names unmasked: needs `customer.reveal` and is audited (R-CUST-02). */
  fullNames: z.boolean(),
  paper: Paper,
})
export type PrintOrder = z.infer<typeof PrintOrder>

export const PrintNumber = z.string().regex(/^[A-Z]{2}-[A-Z0-9]{4}-\d{4}-\d{5,9}$/)

export const PrintState = z.enum(['issued', 'printed', 'void'])

/** A line of the print log. */
export const PrintRow = z.object({
  number: PrintNumber,
  document: z.string().max(64),
  title: ShortText,
  period: z.string().max(64),
  state: PrintState,
  rows: z.int(),
  pages: z.int(),
  total: FenAmount,
  /** Copies that left the program, failed ones included: paper may have come out. */
  copies: z.int(),
  operator: ShortText,
  issuedAt: At,
  asOf: At.nullable(),
  /** SHA-256 of the archived content, hexadecimal. */
  hash: z.string().length(64),
  voidedAt: At.nullable(),
  voidedBy: ShortText.nullable(),
  voidReason: z.string().max(500).nullable(),
})
export type PrintRow = z.infer<typeof PrintRow>

export const PrintCopy = z.object({
  copy: z.int().min(1),
  at: At,
  operator: ShortText,
  way: z.enum(['pdf', 'printer']),
  /** File name or printer. */
  target: z.string().max(260),
  /** `begun`: the program ended while it was under way; whether paper came out is not known. */
  outcome: z.enum(['begun', 'done', 'failed']),
})
export type PrintCopy = z.infer<typeof PrintCopy>

/** Tenths of a millimetre that a printer prints too far left and high. */
const Offset = z.int().min(-200).max(200)

export const Printer = z.object({
  name: z.string().max(260),
  label: z.string().max(260),
  standard: z.boolean(),
  offsetX: Offset,
  offsetY: Offset,
})
export type Printer = z.infer<typeof Printer>

/**
 * genuine: the first copy of what was issued. reprint: a later copy of it. void: issued and cancelled since. altered: the
 * content or the file is not what was issued. unknown: no such number in this register. foreign: no print of this program.
 */
export const PrintVerdict = z.object({
  verdict: z.enum(['genuine', 'reprint', 'void', 'altered', 'unknown', 'foreign']),
  /** What the check looked at: the code on paper says nothing about the figures beside it, a file's bytes say all. */
  by: z.enum(['code', 'file']),
  number: z.string().max(64).nullable(),
  copy: z.int().nullable(),
  /** As archived, to be compared with the paper. */
  print: PrintRow.nullable(),
  capitals: z.string().max(200).nullable(),
})
export type PrintVerdict = z.infer<typeof PrintVerdict>

const common = { needs: 'document.print', offline: 'local' } as const
const ByNumber = z.object({ number: PrintNumber })

export const documents = {
  /** Freezes the data and reserves the next number; nothing is on paper yet. */
  issue: call({ input: PrintOrder, answer: PrintRow, ...common }),
  list: call({
    input: z.object({ text: z.string().max(100), after: Cursor.nullable(), limit: PageLimit }),
    answer: z.object({ rows: z.array(PrintRow).max(200), next: Cursor.nullable() }),
    ...common,
  }),
  copies: call({ input: ByNumber, answer: z.object({ copies: z.array(PrintCopy).max(1000) }), ...common }),
  /** Opens the next copy's very PDF in a window of its own; counts nothing. */
  preview: call({ input: ByNumber, answer: z.object({ pages: z.int() }), ...common }),
  /** As PDF (a copy of its own) or its data as a spreadsheet; `fileName` null = the dialogue was closed. */
  save: call({
    input: z.object({ number: PrintNumber, format: z.enum(['pdf', 'xlsx']) }),
    answer: z.object({ fileName: z.string().max(260).nullable(), print: PrintRow }),
    ...common,
  }),
  print: call({
    input: z.object({ number: PrintNumber, printer: z.string().min(1).max(260) }),
    answer: PrintRow,
    ...common,
  }),
  void: call({
    input: z.object({ number: PrintNumber, reason: z.string().trim().min(1).max(500) }),
    answer: PrintRow,
    ...common,
  }),
  printers: call({ input: Nothing, answer: z.object({ printers: z.array(Printer).max(200) }), ...common }),
  setOffsets: call({
    input: z.object({ name: z.string().min(1).max(260), offsetX: Offset, offsetY: Offset }),
    answer: Nothing,
    ...common,
  }),
  /** Prints a page with rulers, with the printer's offsets as they are. */
  calibrate: call({ input: z.object({ printer: z.string().min(1).max(260) }), answer: Nothing, ...common }),
  check: call({ input: z.object({ text: z.string().max(400) }), answer: PrintVerdict, ...common }),
  /** Asks for a PDF; null = the dialogue was closed. */
  checkFile: call({ input: Nothing, answer: z.object({ verdict: PrintVerdict.nullable() }), ...common }),
}
