import type { SchemaPart } from '../state.ts'

// Seeding rules: one `partners` row per partner and reseller; per partner `partner_accounts` of type 1 (balance),
// 2 (credit) and 8 (grantable), per reseller type 1 and 8; `adjust_records` and `account_records` agree with them.
export const accountsSchema: SchemaPart = {
  tables: `
    CREATE TABLE partners (
      partner_id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('partner', 'distributor', 'reseller')),
      name TEXT NOT NULL, distributor_id TEXT NOT NULL DEFAULT '', code_verification INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE partner_accounts (
      partner_id TEXT NOT NULL, account_type INTEGER NOT NULL, account_id TEXT NOT NULL,
      amount_fen INTEGER NOT NULL, designated_fen INTEGER NOT NULL, credit_fen INTEGER NOT NULL,
      PRIMARY KEY (partner_id, account_type)
    ) STRICT;
    -- Income and expense of a partner or reseller; revenue 1 income, 2 expense; change_fen is never negative.
    CREATE TABLE account_records (
      id INTEGER PRIMARY KEY, partner_id TEXT NOT NULL, balance_type TEXT NOT NULL, trade_type TEXT NOT NULL,
      trade_detail_type TEXT NOT NULL, trade_time TEXT NOT NULL, trade_id TEXT NOT NULL, change_fen INTEGER NOT NULL,
      balance_after_fen INTEGER NOT NULL, revenue TEXT NOT NULL, customer_id TEXT NOT NULL, account_name TEXT NOT NULL,
      visible_at INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    -- Grants and reclaims; partner_id gives or takes back, customer_id is a customer or a reseller.
    CREATE TABLE adjust_records (
      id INTEGER PRIMARY KEY, partner_id TEXT NOT NULL, customer_id TEXT NOT NULL, customer_name TEXT NOT NULL,
      operation_type TEXT NOT NULL, amount_fen INTEGER NOT NULL, apply_scene TEXT NOT NULL, operation_time TEXT NOT NULL,
      trans_id TEXT NOT NULL, memo TEXT NOT NULL, visible_at INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE members (
      account_name TEXT PRIMARY KEY, partner_id TEXT NOT NULL, name TEXT NOT NULL, telephone TEXT NOT NULL,
      email TEXT NOT NULL, roles TEXT NOT NULL, director TEXT NOT NULL, status TEXT NOT NULL, created_on TEXT NOT NULL
    ) STRICT;
    CREATE TABLE verification_codes (
      mobile_phone TEXT NOT NULL, code TEXT NOT NULL, sent_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
      failures INTEGER NOT NULL DEFAULT 0
    ) STRICT;
  `,
  indexes: `
    CREATE INDEX account_records_by_partner ON account_records (partner_id, balance_type, trade_time);
    CREATE INDEX adjust_records_by_partner ON adjust_records (partner_id, customer_id);
    CREATE UNIQUE INDEX adjust_records_by_trans ON adjust_records (trans_id);
    CREATE INDEX verification_codes_by_phone ON verification_codes (mobile_phone, sent_at);
  `,
}
