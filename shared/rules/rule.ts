/**
 * A rule of the domain that the program follows: its id, what it says in our words, where it comes from. `S001:21` is a
 * line of the product's requirements, P the vendor's help pages, A the vendor's API, I the international site's help,
 * D a decision of our own. Each has a test that carries its id.
 */
export interface Rule {
  readonly says: string
  readonly source: string
}
export type Rules = Readonly<Record<`R-${string}-${number}`, Rule>>
