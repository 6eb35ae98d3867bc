import type { Texts } from '../texts.ts'

export const outbox: Texts<'outbox'> = {
  states: {
    draft: 'Draft',
    'needs-release': 'To release',
    queued: 'Queued',
    sent: 'Sent',
    uncertain: 'Uncertain',
    waiting: 'Needs you',
    done: 'Done',
    refused: 'Refused',
    discarded: 'Discarded',
    expired: 'Expired',
  },
  commands: {
    funds: { grant: 'Grant', reclaim: 'Reclaim balance' },
    coupons: { issue: 'Issue coupon', reclaim: 'Reclaim coupon' },
  },
  reasons: {
    draft: {
      says: 'A draft, not submitted yet.',
      safe: 'Nothing was sent, nothing has changed.',
      todo: 'It goes only after you release it; you can edit or discard it.',
    },
    sent: {
      says: 'The partner API has the request; its answer is awaited.',
      safe: 'It was recorded here first: even a power cut will not send it twice.',
      todo: 'Wait a moment; the answer shows here by itself.',
    },
    'needs-release': {
      says: 'Queued, waiting for your release.',
      safe: 'Nothing was sent, nothing has changed.',
      todo: 'Check it and release it, or edit or discard it.',
    },
    'needs-code': {
      says: 'Queued, waiting for your release with a one-time code.',
      safe: 'Nothing was sent, nothing has changed.',
      todo: 'The account asks for a code: check the whole batch, then enter one code.',
    },
    'undo-window': {
      says: 'Released; it goes when its turn comes.',
      safe: 'Until it is sent you can discard it.',
      todo: 'Nothing to do.',
    },
    'back-off': {
      says: 'The last try did not succeed; it is tried again by itself.',
      safe: 'It surely had no effect, trying again repeats nothing.',
      todo: 'Nothing to do.',
    },
    'signed-out': {
      says: 'The credential was refused or has expired; the queue is paused.',
      safe: 'It surely had no effect; everything is kept on this machine.',
      todo: 'Replace the credential on the Workspaces page; it goes on by itself.',
    },
    'ground-moved': {
      says: 'The check before sending found other facts than you saw.',
      safe: 'Nothing was sent.',
      todo: 'Look at the facts of now, then release, edit or discard it.',
    },
    'newer-version': {
      says: 'Written by a newer version of the program; this one cannot read it.',
      safe: 'It is kept as it is and not sent.',
      todo: 'Update the program, then release it.',
    },
    'no-answer': {
      says: 'The request may have arrived, but no readable answer came.',
      safe: 'It is not sent again; the partner’s records are being checked.',
      todo: 'Wait for the result, do not repeat it in the portal.',
    },
    restarted: {
      says: 'The program ended after sending and before the answer.',
      safe: 'It is not sent again; the partner’s records are being checked.',
      todo: 'Wait for the result, do not repeat it in the portal.',
    },
    'not-found': {
      says: 'Past the settling time the partner’s records still do not show it.',
      safe: 'It is not sent again by itself.',
      todo: 'Check in the partner center, then say whether it happened.',
    },
    several: {
      says: 'The partner has {{records}} records that fit; which one is this is not clear.',
      safe: 'It is not sent again.',
      todo: 'Check in the partner center, then say whether it happened.',
    },
    ambiguous: {
      says: 'The partner has one record that fits, but it may be somebody else’s.',
      safe: 'It is not sent again.',
      todo: 'Check in the partner center, then say whether it happened.',
    },
    'cannot-look': {
      says: 'This credential may not read the partner’s records, so it cannot be checked.',
      safe: 'It is not sent again.',
      todo: 'Get the permission and look again, or check in the partner center and say.',
    },
    answered: {
      says: 'The partner API answered: done.',
      safe: 'It was done once.',
      todo: 'Nothing to do.',
    },
    'record-found': {
      says: 'The partner’s records show it.',
      safe: 'It was done once and not sent again.',
      todo: 'Nothing to do.',
    },
    'person-said-yes': {
      says: 'A person confirmed: it happened.',
      safe: 'It is not sent again.',
      todo: 'Nothing to do.',
    },
    'person-said-no': {
      says: 'A person confirmed: it did not happen.',
      safe: 'It was not sent again; a record that turns up later is still recognised.',
      todo: 'If it is still needed, make a new one.',
    },
    rule: {
      says: '{{refusal}}',
      safe: 'Nothing was sent.',
      todo: 'Edit it and release it again, or discard it.',
    },
    vendor: {
      says: 'The partner API refused it.',
      safe: 'It had no effect.',
      todo: 'Act on the vendor’s code, then edit it, or discard it.',
    },
    expired: {
      says: 'It waited longer than it may and is not sent any more.',
      safe: 'Nothing was sent.',
      todo: 'If it is still needed, edit it and release it; otherwise discard it.',
    },
    discarded: {
      says: 'Discarded.',
      safe: 'Nothing was sent and nothing will be.',
      todo: 'If it is still needed, make a new one.',
    },
  },
  vendorCode: 'Vendor code {{code}}',
  facts: {
    quotaExpiresAt: 'the quota now ends {{value}}',
    balance: 'balance now {{value}}',
    available: 'available now {{value}}',
    grantable: 'grantable now {{value}}',
    other: '{{name}}: {{value}}',
  },
  next: {
    undo: 'goes in {{n}} s',
    turn: 'goes when its turn comes',
    retry: 'tried again {{at}}',
    offline: 'goes when the network is back',
    'signed-out': 'goes after the credential is replaced',
    release: 'goes after release',
    answer: 'waits for the answer',
    look: 'checked {{at}}',
    lookLater: 'checked when the connection is back',
    person: 'waits for your word',
  },
  refusals: {
    'R-CUST-30': {
      empty: 'No amount is given.',
      'full-width': 'Amounts take plain digits and a plain decimal point.',
      'not-a-number': 'The amount is no valid number.',
      decimals: 'An amount has at most two decimals.',
      zero: 'The amount must be above zero.',
      negative: 'The amount cannot be negative.',
      'too-large': 'The amount is above the API’s limit for one call.',
    },
    'R-CUST-31': {
      'unknown-customer': 'This machine knows no such customer.',
      'not-linked': 'The customer is no longer linked: no grant, no reclaim.',
      'not-resale': 'Grants and reclaims are for resale customers only.',
    },
    'R-CUST-32': { 'over-grantable': 'A grant of {{amount}} is above the grantable {{grantable}}.' },
    'R-CUST-33': { 'over-balance': 'A reclaim of {{amount}} is above the customer’s available {{available}}.' },
    'R-COUPON-01': {
      'no-quota': 'The quota does not exist.',
      status: 'The quota cannot be used (status {{status}}).',
      'not-yet': 'The quota begins {{effectiveAt}}.',
      expired: 'The quota ended {{expiresAt}}.',
      short: 'The quota’s balance {{balance}} is short of {{needed}}.',
    },
    'R-COUPON-02': {
      'not-linked': 'The customer is no longer linked: no coupon.',
      'not-resale': 'The API issues coupons to resale customers only.',
    },
    'R-COUPON-03': {
      'face-value': 'A face value is above zero with at most two decimals.',
      'validity-backwards': 'The end must be later than the beginning.',
      'below-minimum': 'The face value is below the quota’s minimum {{minimum}}.',
      'above-maximum': 'The face value is above the quota’s maximum {{maximum}}.',
      'outside-quota': 'The coupon’s validity leaves the quota’s ({{from}} to {{until}}).',
    },
    'R-COUPON-13': {
      'no-coupon': 'The coupon does not exist.',
      status: 'The coupon’s status is {{status}}; only unused coupons can be reclaimed.',
    },
    'R-COUPON-19': { locked: 'The coupon is held by the unpaid order {{orderId}} and cannot be reclaimed yet.' },
    other: 'Rule {{rule}} does not allow it ({{reason}}).',
  },
}
