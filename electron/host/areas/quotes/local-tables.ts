/**
 * Quotes and the price book, in the local file: a basket is nobody else's, and what a price was at which moment cannot be
 * asked again. `body` is the draft as JSON; money in the book is digits of 10^-10 yuan.
 */
export const quoteTables = `
CREATE TABLE quotes (
  quote_id TEXT PRIMARY KEY,
  template INTEGER NOT NULL,
  customer_id TEXT,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  author TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX quotes_by_change ON quotes (changed_at DESC, quote_id);
CREATE TABLE quote_prices (
  product TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  /** For so many units (size × quantity) it was told. */
  units TEXT NOT NULL,
  at INTEGER NOT NULL,
  /** Null with the vendor's code in \`refused\`. */
  official TEXT,
  /** On demand: what is paid, the best discount taken off already. */
  amount TEXT,
  /** Yearly/monthly: what each discount would take off. */
  offers TEXT NOT NULL,
  refused TEXT,
  PRIMARY KEY (product, customer_id, units)
) STRICT, WITHOUT ROWID;
CREATE INDEX quote_prices_by_time ON quote_prices (at);
CREATE INDEX intents_of_quotes ON intents (target, seq) WHERE command = 'quotes.draftOrder';
`
