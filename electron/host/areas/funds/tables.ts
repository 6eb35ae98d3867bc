/** Changes of balances kept until the host has copied them: more than two full readings of a large book. */
const BALANCE_LOG_ROWS = 500_000

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

/**
 * Adjustment records 调账记录, what resellers hold, and a log of balances as they changed. The log is a ring that the
 * host copies into the local file (balances of the past cannot be fetched again); `balance_source` tells a log from the
 * one of a file that was built anew. Amounts in fen; `amount` of a record is never below zero, `operation` says where to.
 */
export const fundsMoveTables = `
CREATE TABLE adjust_records (
  id INTEGER PRIMARY KEY,
  trans_id TEXT NOT NULL,
  month TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  customer_name TEXT,
  operation TEXT NOT NULL,
  amount INTEGER NOT NULL,
  currency TEXT NOT NULL,
  apply_scene TEXT,
  operated_at INTEGER NOT NULL,
  memo TEXT,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT;
CREATE UNIQUE INDEX adjust_records_key ON adjust_records (trans_id);
CREATE INDEX adjust_records_by_time ON adjust_records (operated_at, id, operation, amount) WHERE gone_at IS NULL;
CREATE INDEX adjust_records_of_customer ON adjust_records (customer_id, operated_at, operation, amount) WHERE gone_at IS NULL;
CREATE INDEX adjust_records_of_month ON adjust_records (month, gone_at);
CREATE TABLE reseller_balances (
  reseller_id TEXT PRIMARY KEY,
  amount INTEGER,
  grantable INTEGER,
  currency TEXT NOT NULL,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE balance_changes (
  seq INTEGER PRIMARY KEY,
  owner TEXT NOT NULL,
  amount INTEGER NOT NULL,
  debt INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE balance_source (id INTEGER NOT NULL) STRICT;
INSERT INTO balance_source (id) VALUES (random() >> 11);
CREATE TRIGGER balance_changes_ring AFTER INSERT ON balance_changes WHEN new.seq % 4096 = 0 BEGIN
  DELETE FROM balance_changes WHERE seq <= new.seq - ${BALANCE_LOG_ROWS};
END;
CREATE TRIGGER account_first AFTER INSERT ON partner_accounts BEGIN
  INSERT INTO balance_changes (owner, amount, debt, at) VALUES ('account:' || new.account_id, new.amount, 0, new.as_of);
END;
CREATE TRIGGER account_balance AFTER UPDATE OF amount ON partner_accounts WHEN new.amount IS NOT old.amount BEGIN
  INSERT INTO balance_changes (owner, amount, debt, at) VALUES ('account:' || new.account_id, new.amount, 0, new.as_of);
END;
`

/** Logs customers' balances; a step that builds `customers` anew has to run it again, as the trigger goes with the table. */
export const customerBalanceLog = `
DROP TRIGGER IF EXISTS customers_balance;
CREATE TRIGGER customers_balance AFTER UPDATE OF amount, debt ON customers
  WHEN new.amount IS NOT NULL AND (new.amount IS NOT old.amount OR new.debt IS NOT old.debt) BEGIN
  INSERT INTO balance_changes (owner, amount, debt, at)
    VALUES ('customer:' || new.customer_id, new.amount, ifnull(new.debt, 0), ifnull(new.balance_as_of, new.as_of));
END;
`
