import type { ResourceTypeRow, ServiceTypeRow } from '#shared/contract/products.ts'

/** A service type with the resource types that are shown of it. */
export interface ServiceGroup {
  /** '' holds what belongs to no service type that the vendor lists. */
  code: string
  name: string
  abbreviation: string | null
  resources: readonly ResourceTypeRow[]
}

const holds = (word: string, texts: readonly (string | null)[]): boolean =>
  texts.some((text) => text?.toLowerCase().includes(word))

/**
 * Resource types under their service type, in the vendor's order. A service that matches `word` (lower case; '' matches
 * all) shows all of its resource types, another one only those that match.
 */
export function arrange(
  {
    serviceTypes,
    resourceTypes,
  }: { serviceTypes: readonly ServiceTypeRow[]; resourceTypes: readonly ResourceTypeRow[] },
  word: string,
  orphans: string,
): ServiceGroup[] {
  const known = new Set(serviceTypes.map(({ code }) => code))
  const byService = Map.groupBy(resourceTypes, ({ serviceTypeCode }) =>
    serviceTypeCode !== null && known.has(serviceTypeCode) ? serviceTypeCode : '',
  )
  const groups: ServiceGroup[] = serviceTypes.map(({ code, name, abbreviation }) => ({
    code,
    name,
    abbreviation,
    resources: byService.get(code) ?? [],
  }))
  const lost = byService.get('')
  if (lost) groups.push({ code: '', name: orphans, abbreviation: null, resources: lost })
  if (word === '') return groups
  return groups.flatMap((group) => {
    if (holds(word, [group.name, group.abbreviation, group.code])) return [group]
    const resources = group.resources.filter(({ name, code, description }) => holds(word, [name, code, description]))
    return resources.length > 0 ? [{ ...group, resources }] : []
  })
}
