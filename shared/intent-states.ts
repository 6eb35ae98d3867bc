/**
 * States of an intent: what a person wants to happen with money. Five honest ones and their ends (Law 2). `draft` and
 * `queued` have surely had no effect; `sent` and `uncertain` may have; `waiting` needs a person; the others are ends.
 */
export const intentStates = [
  'draft',
  'queued',
  'sent',
  'uncertain',
  'waiting',
  'done',
  'refused',
  'discarded',
  'expired',
] as const
export type IntentState = (typeof intentStates)[number]

/** Why an intent is where it is, beyond its state. */
export const intentReasons = [
  'accepted', // durable, nothing tried yet
  'needs-release', // a person has to let it go
  'needs-code', // a person has to let it go with a one-time code (R-CUST-37)
  'undo-window', // can still be taken back
  'back-off', // surely not applied; tried again by itself
  'signed-out', // the credential was refused; the queue pauses
  'ground-moved', // what was seen when it was written has changed: a person is asked again
  'newer-version', // written by a newer program: kept, not sent
  'no-answer', // the request may have arrived
  'restarted', // the program ended between sending and knowing
  'not-found', // past the settling time without a record
  'several', // more than one record fits
  'ambiguous', // one record fits, but it may be another one's
  'cannot-look', // the records may not be read
  'answered', // the partner's answer said it
  'record-found', // the partner's record said it
  'person-said', // a person decided
  'rule', // a rule of the domain refused it
  'vendor', // the partner refused it
  'expired',
  'discarded',
] as const
export type IntentReason = (typeof intentReasons)[number]
