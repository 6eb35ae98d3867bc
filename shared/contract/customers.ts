/** Customers: list, card, reveal, notes, log, export (domain: customers.md). */
import { z } from 'zod'
import { At, Cursor, call, FenAmount, Id, LongText, Nothing, PageLimit, ShortText } from '#shared/contract/call.ts'

/** Columns a list can be ordered by; the row's local id breaks ties, so an order is total. */
export const customerSorts = ['associatedAt', 'accountName', 'level', 'amount', 'debt', 'followUpAt'] as const
export const CustomerSort = z.object({ column: z.enum(customerSorts), descending: z.boolean() })
export type CustomerSort = z.infer<typeof CustomerSort>

/** State tabs over the list; each is a filter with a count. */
export const customerTabs = [
  'all',
  'resale',
  'consultative',
  'debt',
  'frozen',
  'newCustomer',
  'followUp',
  'gone',
] as const
export const CustomerTab = z.enum(customerTabs)
export type CustomerTab = z.infer<typeof CustomerTab>

const Values = z.array(z.string().max(64)).max(50)

/** R-CUST-05. A missing key is no filter; an unknown value finds nothing rather than everything. */
export const CustomerFilter = z.object({
  tab: CustomerTab.optional(),
  /** A fragment of any length: name, pinyin, initials, account name, id, phone tail, label. */
  text: z.string().max(200).optional(),
  name: ShortText.optional(),
  accountName: ShortText.optional(),
  /** Case-sensitive part (R-CUST-05). */
  label: z.string().max(64).optional(),
  customerId: Id.optional(),
  associationType: Values.optional(),
  verifiedStatus: Values.optional(),
  customerType: Values.optional(),
  frozen: Values.optional(),
  level: Values.optional(),
  newTag: Values.optional(),
  /** Account names of managers; '' stands for customers without one. */
  manager: Values.optional(),
  associatedFrom: At.optional(),
  /** Exclusive. */
  associatedUntil: At.optional(),
})
export type CustomerFilter = z.infer<typeof CustomerFilter>

/** Person's data arrives masked; the eye is `reveal`. Vendor codes are kept as they came (unknown ones too). */
export const CustomerRow = z.object({
  customerId: Id,
  name: z.string().max(400),
  accountName: z.string().max(400),
  telephone: z.string().max(60),
  email: z.string().max(400),
  associationType: z.string().max(64).nullable(),
  associatedAt: At.nullable(),
  label: z.string().max(400).nullable(),
  verifiedStatus: z.string().max(64).nullable(),
  customerType: z.string().max(64).nullable(),
  frozen: z.string().max(64).nullable(),
  /** Account name of the manager; at most one today (R-CUST-28). */
  manager: z.string().max(128).nullable(),
  managerName: z.string().max(128).nullable(),
  level: z.string().max(64).nullable(),
  newTag: z.string().max(64).nullable(),
  /** Available amount and debt, fen; null where unknown or not a resale customer (R-CUST-06). */
  amount: FenAmount.nullable(),
  debt: FenAmount.nullable(),
  /** No longer linked since; null = linked. */
  goneAt: At.nullable(),
  followUpAt: At.nullable(),
  notes: z.int(),
})
export type CustomerRow = z.infer<typeof CustomerRow>

export const CustomerPage = z.object({
  rows: z.array(CustomerRow).max(200),
  /** Cursor of the following page, null at the end. */
  next: Cursor.nullable(),
  /** When the list was last read whole from the partner; null before the first full sync. */
  asOf: At.nullable(),
  /** Search by index, or by scan while the index is being built (no pinyin then). */
  search: z.enum(['ready', 'building']),
})
export type CustomerPage = z.infer<typeof CustomerPage>

const revealable = ['name', 'accountName', 'telephone', 'email'] as const
export const RevealField = z.enum(revealable)
export type RevealField = z.infer<typeof RevealField>

export const CustomerNote = z.object({
  noteId: Id,
  customerId: Id,
  text: LongText,
  followUpAt: At.nullable(),
  done: z.boolean(),
  author: ShortText,
  createdAt: At,
  changedAt: At,
})
export type CustomerNote = z.infer<typeof CustomerNote>

/** Everything the card shows beside the row itself. */
export const CustomerCard = z.object({
  row: CustomerRow,
  countryCode: z.string().max(64).nullable(),
  moreManagers: z.array(z.string().max(128)).max(20),
  xaccountId: z.string().max(400).nullable(),
  xaccountType: z.string().max(400).nullable(),
  tag: z
    .object({
      type: z.string().max(64).nullable(),
      value: z.string().max(64).nullable(),
      effectiveMonth: z.string().max(7).nullable(),
      expireMonth: z.string().max(7).nullable(),
      asOf: At,
    })
    .nullable(),
  balance: z
    .object({
      amount: FenAmount,
      debt: FenAmount,
      currency: z.string().max(16),
      asOf: At,
    })
    .nullable(),
  /** Why there is no balance: consultative customers top up themselves (R-CUST-06). */
  balanceAbsent: z.enum(['consultative', 'not-yet', 'not-permitted']).nullable(),
  /** Who invoices this customer (R-CUST-45). */
  invoicedBy: z.enum(['vendor', 'partner', 'unknown']),
  /** Fields the program does not know yet, kept as they came. */
  unknownFields: z.record(z.string().max(200), z.string().max(2000)),
  asOf: At,
})
export type CustomerCard = z.infer<typeof CustomerCard>

export const LogEntry = z.object({
  at: At,
  actor: ShortText,
  action: z.string().max(80),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  result: z.enum(['done', 'refused']),
  online: z.boolean(),
})
export type LogEntry = z.infer<typeof LogEntry>

export const exportColumns = [
  'customerId',
  'name',
  'accountName',
  'telephone',
  'email',
  'associationType',
  'associatedAt',
  'label',
  'verifiedStatus',
  'customerType',
  'frozen',
  'manager',
  'level',
  'newTag',
  'amount',
  'debt',
  'goneAt',
  'followUpAt',
] as const
export const ExportColumn = z.enum(exportColumns)
export type ExportColumn = z.infer<typeof ExportColumn>

export const customers = {
  /** One page by last key seen. `at` jumps to a row number (a dragged scroll bar) and is exact for the data of now. */
  list: call({
    input: z.object({
      filter: CustomerFilter,
      sort: CustomerSort,
      after: Cursor.nullable(),
      at: z.int().min(0).optional(),
      limit: PageLimit,
    }),
    answer: CustomerPage,
    needs: 'customer.read',
    offline: 'local',
  }),
  /** Exact total of a filter, and of each tab with the rest of the filter kept; asked after the first paint. */
  count: call({
    input: z.object({ filter: CustomerFilter }),
    answer: z.object({ total: z.int(), tabs: z.record(CustomerTab, z.int()) }),
    needs: 'customer.read',
    offline: 'local',
  }),
  /** Ids of all rows of a filter in order ("select all N matching"), at most `limit`. */
  ids: call({
    input: z.object({ filter: CustomerFilter, sort: CustomerSort, limit: z.int().min(1).max(200_000) }),
    answer: z.object({ customerIds: z.array(Id).max(200_000), total: z.int() }),
    needs: 'customer.read',
    offline: 'local',
  }),
  /** Search everywhere: the first hits in list order. */
  search: call({
    input: z.object({ text: z.string().min(1).max(200), limit: z.int().min(1).max(50) }),
    answer: z.object({ rows: z.array(CustomerRow).max(50), search: z.enum(['ready', 'building']) }),
    needs: 'customer.read',
    offline: 'local',
  }),
  /** Masked names beside rows of other areas, by id; who is not in the person's scope, or not known, is left out. */
  names: call({
    input: z.object({ customerIds: z.array(Id).min(1).max(500) }),
    answer: z.object({ names: z.record(Id, z.string().max(400)) }),
    needs: 'customer.read',
    offline: 'local',
  }),
  get: call({
    input: z.object({ customerId: Id }),
    answer: CustomerCard,
    needs: 'customer.read',
    offline: 'local',
  }),
  /** The eye (R-CUST-01): plain values of one column for the rows on screen; logged; the page hides them after `hideAt`. */
  reveal: call({
    input: z.object({ customerIds: z.array(Id).min(1).max(200), field: RevealField }),
    answer: z.object({ values: z.record(Id, z.string().max(400)), hideAt: At }),
    needs: 'customer.reveal',
    offline: 'local',
  }),
  /** Values to choose from in the filter form, with counts: what the data really holds, unknown values too. */
  choices: call({
    input: Nothing,
    answer: z.object({
      associationType: z.array(z.object({ value: z.string().max(64), count: z.int() })).max(50),
      verifiedStatus: z.array(z.object({ value: z.string().max(64), count: z.int() })).max(50),
      customerType: z.array(z.object({ value: z.string().max(64), count: z.int() })).max(50),
      frozen: z.array(z.object({ value: z.string().max(64), count: z.int() })).max(50),
      level: z.array(z.object({ value: z.string().max(64), count: z.int() })).max(50),
      newTag: z.array(z.object({ value: z.string().max(64), count: z.int() })).max(50),
      manager: z
        .array(z.object({ value: z.string().max(128), name: z.string().max(128).nullable(), count: z.int() }))
        .max(2000),
    }),
    needs: 'customer.read',
    offline: 'local',
  }),
  listNotes: call({
    input: z.object({ customerId: Id }),
    answer: z.object({ notes: z.array(CustomerNote).max(500) }),
    needs: 'customer.read',
    offline: 'local',
  }),
  /** `noteId` is made by the form when it opens, so a double click is one note. */
  saveNote: call({
    input: z.object({
      noteId: Id,
      customerId: Id,
      text: z.string().trim().min(1).max(4000),
      followUpAt: At.nullable(),
      done: z.boolean(),
      /** `changedAt` of the version that was edited; null for a new note. */
      basedOn: At.nullable(),
    }),
    answer: CustomerNote,
    needs: 'customer.note',
    offline: 'local',
  }),
  deleteNote: call({
    input: z.object({ noteId: Id }),
    answer: Nothing,
    needs: 'customer.note',
    offline: 'local',
  }),
  /** Undo of a deletion made within the last minute in this session; `not-found` afterwards. */
  restoreNote: call({
    input: z.object({ noteId: Id }),
    answer: CustomerNote,
    needs: 'customer.note',
    offline: 'local',
  }),
  /** Notes whose customer is not in the list any more; who sees a part of the customers sees own notes only. */
  unlistedNotes: call({
    input: Nothing,
    answer: z.object({ notes: z.array(CustomerNote).max(200), total: z.int().min(0) }),
    needs: 'customer.read',
    offline: 'local',
  }),
  listLog: call({
    input: z.object({ customerId: Id }),
    answer: z.object({ entries: z.array(LogEntry).max(500) }),
    needs: 'customer.log',
    offline: 'local',
  }),
  /** Writes what is shown (masks kept, R-CUST-02) to a file the person chooses; runs as a job. */
  export: call({
    input: z.object({
      filter: CustomerFilter,
      sort: CustomerSort,
      scope: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('all') }),
        z.object({ kind: z.literal('rows'), customerIds: z.array(Id).min(1).max(200_000) }),
      ]),
      columns: z.array(ExportColumn).min(1).max(exportColumns.length),
      format: z.enum(['xlsx', 'csv']),
      language: z.enum(['zh', 'en']),
    }),
    /** null where the person closed the file dialogue. */
    answer: z.object({ jobId: Id.nullable() }),
    needs: 'customer.export',
    offline: 'local',
  }),
}
