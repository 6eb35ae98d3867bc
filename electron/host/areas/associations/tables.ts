/** Requests to switch or to dissociate, of both sides, as the desk tells them. */
export const associationTables = `
CREATE TABLE association_requests (
  request_id TEXT PRIMARY KEY,
  customer_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  from_type TEXT,
  to_type TEXT,
  state TEXT NOT NULL,
  reason TEXT,
  requested_at INTEGER NOT NULL,
  decided_at INTEGER,
  expires_at INTEGER,
  extra TEXT,
  as_of INTEGER NOT NULL,
  gone_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX association_requests_by_customer ON association_requests (customer_id, requested_at DESC);
CREATE INDEX association_requests_by_time ON association_requests (requested_at DESC, request_id);
`
