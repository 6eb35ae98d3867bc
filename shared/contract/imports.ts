/**
 * A file of a person (Excel or CSV) read into rows that a batch or facts can be made of: columns found by their headings,
 * every row checked by the rules of what it is for, mistakes marked in a copy of the file. Lives as long as the workspace
 * is open; nothing of it is stored but which heading meant which field.
 */
import { z } from 'zod'
import { At, call, FenAmount, Id, Nothing, PageLimit, ShortText } from '#shared/contract/call.ts'
import { AppErrorValue } from '#shared/errors.ts'

/** What a file is for: the contract's name of the call that its rows become, or the facts that it tells. */
export const importKinds = [
  'coupons.issue',
  'funds.grant',
  'funds.reclaim',
  'incentives.details',
  'incentives.bills',
  'incentives.plans',
  'books.rows',
] as const
export const ImportKindName = z.enum(importKinds)
export type ImportKindName = z.infer<typeof ImportKindName>

/** Columns of the portal's exports of incentives. */
const statementFields = [
  'dataId',
  'billId',
  'period',
  'performancePeriod',
  'planCode',
  'planName',
  'associationType',
  'accountManager',
  'tradeId',
  'tradeAt',
  'serviceTypeCode',
  'chargingMode',
  'billDetailType',
  'payment',
  'coupon',
  'card',
  'base',
  'rate',
  'incentive',
  'status',
  'frozenReason',
  'performanceAccount',
  'dealerStatus',
  'inPlan',
  'total',
  'payable',
  'frozen',
  'announceEnd',
  'detailCount',
  'incentivePolicy',
] as const

/** Columns of own books and of a bank's file, beside customer, amount, period and memo. */
const bookFields = ['bookedAt', 'reference', 'debit'] as const

/** What a column can mean. A customer is named by any of the first three. */
export const importFields = [
  'customerId',
  'accountName',
  'customerName',
  'amount',
  'validFrom',
  'validUntil',
  'memo',
  ...statementFields,
  ...bookFields,
] as const
export const ImportField = z.enum(importFields)
export type ImportField = z.infer<typeof ImportField>

/** Bytes of a file that is read at all. */
export const IMPORT_BYTES_MOST = 24 * 1024 * 1024
/** Rows of a file that is read at all. */
export const IMPORT_ROWS_MOST = 100_000
export const IMPORT_COLUMNS_MOST = 100

/** Number of the column, from 0, of each field that has one. */
export const ImportMapping = z.partialRecord(
  ImportField,
  z
    .int()
    .min(0)
    .max(IMPORT_COLUMNS_MOST - 1),
)
export type ImportMapping = z.infer<typeof ImportMapping>

/** Why a row cannot be used. */
export const ImportProblem = z.object({
  /** Null = the row as a whole. */
  field: ImportField.nullable(),
  /** Rule of the domain; null where it is the file that is wrong. */
  rule: z.string().max(40).nullable(),
  reason: z.string().max(60),
  /** Facts for the words: amounts in fen, times UTC milliseconds. */
  detail: z.record(z.string().max(64), z.union([z.string().max(200), z.number()])).optional(),
})
export type ImportProblem = z.infer<typeof ImportProblem>

export const ImportReason = ImportProblem.omit({ field: true, detail: true }).extend({ count: z.int() })
export type ImportReason = z.infer<typeof ImportReason>

/** What is wrong with a file as a whole, or must be known before its facts are taken. */
export const ImportFinding = z.object({
  code: z.enum([
    'bad-rows',
    'columns-changed',
    'mixed-encodings',
    'period-locked',
    'half-period',
    'lines-vanish',
    'total-differs',
    'older-than-standing',
    'unknown-customers',
    'columns-kept-aside',
    'equal-rows',
    'rows-known',
    'without-period',
  ]),
  /** A person has to agree to it before the file is taken. */
  asks: z.boolean(),
  /** Facts for the words; amounts as decimal text. */
  detail: z.record(z.string().max(64), z.union([z.string().max(400), z.number()])),
})
export type ImportFinding = z.infer<typeof ImportFinding>

export const ImportView = z.object({
  importId: Id,
  kind: ImportKindName,
  fileName: z.string().max(260),
  format: z.enum(['xlsx', 'csv']),
  /** Of a csv file. */
  encoding: z.enum(['utf-8', 'gbk', 'utf-16le', 'mixed']).nullable(),
  /** Of an Excel file: the first sheet with rows; how many others stand beside it unread. */
  sheet: z.string().max(100).nullable(),
  otherSheets: z.int(),
  /** reading and checking go on by themselves; mapping waits for a person. */
  state: z.enum(['reading', 'mapping', 'checking', 'checked', 'cancelled', 'failed']),
  /** The job that reads or checks. */
  jobId: Id.nullable(),
  error: AppErrorValue.nullable(),
  headings: z.array(z.string().max(200)).max(IMPORT_COLUMNS_MOST),
  /** First rows as they stand in the file. */
  sample: z.array(z.array(z.string().max(200)).max(IMPORT_COLUMNS_MOST)).max(5),
  rows: z.int(),
  fields: z.array(z.object({ field: ImportField, required: z.boolean() })).max(importFields.length),
  /** Whether rows name a customer. */
  customer: z.enum(['required', 'optional', 'none']),
  mapping: ImportMapping,
  /** guessed by the headings, or learned: the same headings were mapped by a person before. */
  mappedBy: z.enum(['headings', 'learned', 'person']),
  /** What must still be mapped; `customer` stands for any of the three fields that name one. */
  missing: z.array(z.union([ImportField, z.literal('customer')])).max(importFields.length),
  good: z.int(),
  bad: z.int(),
  /** Fen, of the good rows. */
  amount: FenAmount,
  reasons: z.array(ImportReason).max(200),
  /** Of a file of facts: what it tells, by period, and what must be known of it. */
  facts: z
    .object({
      periods: z.array(z.object({ period: z.string().max(16), rows: z.int(), amount: z.string().max(32) })).max(120),
      findings: z.array(ImportFinding).max(200),
    })
    .nullable(),
  checkedAt: At.nullable(),
})
export type ImportView = z.infer<typeof ImportView>

export const ImportRow = z.object({
  /** Row number in the file, from 1, as a spreadsheet shows it. */
  line: z.int(),
  /** Mapped cells as they stand in the file. */
  cells: z.partialRecord(ImportField, z.string().max(200)),
  customerId: Id.nullable(),
  /** Masked (R-CUST-01). */
  customer: z.string().max(400),
  amount: FenAmount.nullable(),
  problems: z.array(ImportProblem).max(20),
})
export type ImportRow = z.infer<typeof ImportRow>

const Import = z.object({ importId: Id })

/** Every call also needs the right of what the file is for; the host asks for it. */
export const imports = {
  /**
   * Reads a file as a job: the one dropped on the window, or, without one, the one a person chooses in the system's
   * dialogue (`importId` null = closed it). Throws `invalid-input` with detail `reason` (too-large, not-a-table).
   */
  open: call({
    input: z.object({ kind: ImportKindName, file: z.file().max(IMPORT_BYTES_MOST).nullable() }),
    answer: z.object({ importId: Id.nullable() }),
    needs: 'customer.read',
    offline: 'local',
  }),
  get: call({ input: Import, answer: ImportView, needs: 'customer.read', offline: 'local' }),
  /** Which column means what, by a person: remembered for these headings, and every row is checked anew. */
  map: call({
    input: Import.extend({ mapping: ImportMapping }),
    answer: ImportView,
    needs: 'customer.read',
    offline: 'local',
  }),
  /** Rows in the file's order; `at` is the number of the first one wanted among those of `only`. */
  rows: call({
    input: Import.extend({ only: z.enum(['all', 'good', 'bad']), at: z.int().min(0), limit: PageLimit }),
    answer: z.object({ rows: z.array(ImportRow).max(200), total: z.int() }),
    needs: 'customer.read',
    offline: 'local',
  }),
  /**
   * A copy of the person's own file in which every mistake is red and named in a column of its own. `words` are the
   * sentences of the reasons in the person's language, by `rule reason` (or `reason`), facts as {{name}}; null = closed
   * the dialogue.
   */
  saveMarked: call({
    input: Import.extend({
      words: z.record(z.string().max(120), z.string().max(400)),
      heading: ShortText,
      title: ShortText,
    }),
    answer: z.object({ jobId: Id.nullable() }),
    needs: 'customer.read',
    offline: 'local',
  }),
  close: call({ input: Import, answer: Nothing, needs: 'customer.read', offline: 'local' }),
}
