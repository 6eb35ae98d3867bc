import { readFileSync } from 'node:fs'
import { parseSync } from 'vite'
import { expect, it } from 'vitest'
import catalog from '#shared/partner-api/openapi.json' with { type: 'json' }

const methods = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'])

function operationsOfCatalog(): string[] {
  return Object.values(catalog.paths as Record<string, Record<string, unknown>>).flatMap((path) =>
    Object.entries(path)
      .filter(([method]) => methods.has(method))
      .map(([, operation]) => (operation as { operationId: string }).operationId),
  )
}

function operationsOfTypes(): string[] {
  const file = new URL('../../shared/partner-api/wire.d.ts', import.meta.url)
  for (const node of parseSync('wire.ts', readFileSync(file, 'utf8'), { lang: 'ts' }).program.body) {
    const declared = node.type === 'ExportNamedDeclaration' ? node.declaration : null
    if (declared?.type !== 'TSInterfaceDeclaration' || declared.id.name !== 'operations') continue
    return declared.body.body.flatMap((member) =>
      member.type === 'TSPropertySignature' && member.key.type === 'Identifier' ? [member.key.name] : [],
    )
  }
  return []
}

it('the generated types and the catalog name the same operations (else: npm run wire-types)', () => {
  const catalogued = operationsOfCatalog()
  expect(catalogued.length).toBeGreaterThan(50)
  expect(operationsOfTypes().sort()).toEqual(catalogued.sort())
})
