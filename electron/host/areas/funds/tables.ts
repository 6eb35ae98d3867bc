/** Accounts of the partner; amounts in fen. */
export const fundsTables = `
CREATE TABLE partner_accounts (
  account_id TEXT PRIMARY KEY,
  account_type TEXT NOT NULL,
  amount INTEGER NOT NULL,
  designated INTEGER,
  credit INTEGER,
  currency TEXT NOT NULL,
  memo TEXT,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT, WITHOUT ROWID;
`
