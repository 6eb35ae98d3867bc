/** Members and account managers as the desk API tells them; sources: DeskMember, ShowDeskMemberResponse, DeskAccountManager. */

import type { RowValues } from '#host/sync/types.ts'
import { extra, instant, mapping, requiredText, text, texts } from '#host/sync/wire.ts'

export const memberColumns = [
  'account_name',
  'name',
  'telephone',
  'email',
  'roles',
  'director',
  'status',
  'created_at',
  'extra',
] as const
const ofMember = new Set([
  'account_name',
  'name',
  'telephone',
  'email',
  'roles',
  'director_account_name',
  'status',
  'created_on',
])

export const mapMember = mapping(
  'account_name',
  (row): RowValues => [
    requiredText(row.account_name, 'account_name'),
    text(row.name, 'name'),
    text(row.telephone, 'telephone'),
    text(row.email, 'email'),
    JSON.stringify(texts(row.roles, 'roles')),
    text(row.director_account_name, 'director_account_name'),
    text(row.status, 'status'),
    instant(row.created_on, 'created_on'),
    extra(row, ofMember),
  ],
)

export const ownMemberColumns = ['account_name', 'name', 'roles', 'permission_items', 'partner_kinds', 'extra'] as const
const ofOwnMember = new Set(['account_name', 'name', 'roles', 'permission_items', 'identity_kinds'])

export const mapOwnMember = mapping(
  'account_name',
  (row): RowValues => [
    requiredText(row.account_name, 'account_name'),
    text(row.name, 'name'),
    JSON.stringify(texts(row.roles, 'roles')),
    JSON.stringify(texts(row.permission_items, 'permission_items')),
    JSON.stringify(texts(row.identity_kinds, 'identity_kinds')),
    extra(row, ofOwnMember),
  ],
)

export const managerColumns = ['account_name', 'name', 'director', 'extra'] as const
/** Counts of customers are our own to make, from the customers that are here. */
const ofManager = new Set(['account_name', 'name', 'director_account_name', 'customer_count', 'resale_customer_count'])

export const mapManager = mapping(
  'account_name',
  (row): RowValues => [
    requiredText(row.account_name, 'account_name'),
    text(row.name, 'name'),
    text(row.director_account_name, 'director_account_name'),
    extra(row, ofManager),
  ],
)
