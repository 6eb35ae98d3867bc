/** Payment applications 激励申付 with their invoice lists, and business information; amounts in fen, rates in ten-thousandths. */
export const applicationTables = `
ALTER TABLE incentive_bills ADD COLUMN tax_rate INTEGER;
CREATE TABLE business_info (
  partner_id TEXT PRIMARY KEY,
  supplier_name TEXT,
  status TEXT,
  bank_name TEXT,
  bank_account TEXT,
  tax_number TEXT,
  contract_party TEXT,
  invoice_address TEXT,
  auto_apply INTEGER NOT NULL,
  auto_payout_form TEXT,
  -- JSON: [{taxRate, amount}].
  invoice_debts TEXT NOT NULL,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE payout_applications (
  application_number TEXT PRIMARY KEY,
  payout_form TEXT,
  status TEXT,
  incentive INTEGER NOT NULL,
  tax INTEGER NOT NULL,
  total INTEGER NOT NULL,
  debt_offset INTEGER NOT NULL,
  invoice_amount INTEGER NOT NULL,
  contract_party TEXT,
  invoice_address TEXT,
  reject_reason TEXT,
  automatic INTEGER NOT NULL,
  created_at INTEGER,
  updated_at INTEGER,
  -- JSON: [{billId, period, planName, associationType, amount, taxRate, tax, total}] and [{status, at, note}].
  bills TEXT NOT NULL,
  steps TEXT NOT NULL,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE invoice_list_lines (
  line_id TEXT PRIMARY KEY,
  application_number TEXT NOT NULL,
  period TEXT NOT NULL,
  bill_id TEXT,
  plan_name TEXT,
  association_type TEXT,
  customer_id TEXT,
  amount INTEGER NOT NULL,
  tax_rate INTEGER,
  tax INTEGER NOT NULL,
  total INTEGER NOT NULL,
  contract_party TEXT,
  invoice_address TEXT,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX invoice_list_lines_of ON invoice_list_lines (period, application_number) WHERE gone_at IS NULL;
`
