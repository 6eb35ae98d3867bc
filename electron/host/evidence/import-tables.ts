/** Where an edition comes from, and what only files tell: bills of a service without them, rates of plans. */
export const editionSourceTables = `
-- service: read by the sync. file: imported by a person; what was known of it then stands in findings (JSON).
ALTER TABLE editions ADD COLUMN source TEXT NOT NULL DEFAULT 'service';
ALTER TABLE editions ADD COLUMN file_name TEXT;
ALTER TABLE editions ADD COLUMN file_hash TEXT;
ALTER TABLE editions ADD COLUMN taken_by TEXT;
ALTER TABLE editions ADD COLUMN findings TEXT;
ALTER TABLE edition_bills ADD COLUMN frozen_reason TEXT;
ALTER TABLE edition_bills ADD COLUMN status TEXT;
ALTER TABLE edition_bills ADD COLUMN announce_end INTEGER;
CREATE TABLE imported_plans (
  period TEXT NOT NULL,
  plan_code TEXT NOT NULL,
  plan_name TEXT,
  association_type TEXT,
  incentive_policy TEXT NOT NULL,
  -- Ten-thousandths of the base.
  rate INTEGER NOT NULL,
  extra TEXT,
  file_name TEXT NOT NULL,
  taken_by TEXT NOT NULL,
  taken_at INTEGER NOT NULL,
  -- Another file told it anew: kept, and no longer used.
  replaced_at INTEGER
) STRICT;
CREATE UNIQUE INDEX imported_plans_standing ON imported_plans (period, plan_code, incentive_policy)
  WHERE replaced_at IS NULL;
`
