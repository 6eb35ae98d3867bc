/** The catalogue's calls: everything that was read answers at once; a list of specs may be read when somebody needs it. */
import { listProducts, listUnits, searchSpecs, specsOf } from '#host/areas/products/queries.ts'
import { listKey } from '#host/areas/products/wire.ts'
import type { Handlers } from '#host/serve.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import type { SpecList } from '#shared/contract/products.ts'

export function productHandlers(current: () => Opened): Handlers['products'] {
  const specs = (list: SpecList) => {
    const { cache, asOf } = current()
    const key = listKey(list)
    return { rows: specsOf(cache, key), asOf: asOf(`resource-specs#${key}`) }
  }
  return {
    list: () => ({ ...listProducts(current().cache), asOf: current().asOf('service-types') }),
    specs,
    readSpecs: async (list) => {
      await current().sync.refresh({ 'resource-specs': [listKey(list)] })
      return specs(list)
    },
    searchSpecs: (input) => searchSpecs(current().cache, input),
    units: () => ({ ...listUnits(current().cache), asOf: current().asOf('measures') }),
  }
}
