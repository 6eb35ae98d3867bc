/** What a partner did with an incentive bill; the bill itself is made by formula. */
export const incentiveSchema = `
create table incentive_words (
  bill_id text primary key,
  confirmed_at integer,
  feedback text,
  updated_at integer not null
) strict;
`
