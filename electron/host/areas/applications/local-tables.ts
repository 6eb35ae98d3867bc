/** What the partner notes about applications: invoices issued, parcels sent. In the local file, for nobody else has them. */
export const applicationLocalTables = `
CREATE TABLE application_invoices (
  id INTEGER PRIMARY KEY,
  application_number TEXT NOT NULL,
  invoice_number TEXT NOT NULL,
  amount INTEGER NOT NULL,
  issued_on TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX application_invoices_number ON application_invoices (invoice_number) WHERE removed_at IS NULL;
CREATE INDEX application_invoices_of ON application_invoices (application_number) WHERE removed_at IS NULL;
CREATE TABLE application_mailings (
  id INTEGER PRIMARY KEY,
  application_number TEXT NOT NULL,
  courier TEXT NOT NULL,
  tracking_number TEXT NOT NULL,
  sent_on TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
CREATE INDEX application_mailings_of ON application_mailings (application_number) WHERE removed_at IS NULL;
`
