import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import { parseSync } from 'vite'

/** One import of a source file: what it names, and whether the compiler erases it. */
export interface Import {
  /** A path inside the project (`shared/kernel/money.ts`), or the name of a package or of a Node module. */
  target: string
  inProject: boolean
  typeOnly: boolean
}

export interface Violation {
  file: string
  target: string
  law: string
}

interface Node {
  type: string
  [key: string]: unknown
}

const rooms: Record<string, string> = {
  '#shared': 'shared',
  '#host': 'electron/host',
  '#renderer': 'renderer',
  '#test': 'test',
}

function located(file: string, specifier: string, typeOnly: boolean): Import {
  const clean = specifier.replace(/\?.*$/, '')
  if (clean.startsWith('.')) return { target: posix.join(posix.dirname(file), clean), inProject: true, typeOnly }
  const [alias = '', ...rest] = clean.split('/')
  const room = rooms[alias]
  if (room !== undefined) return { target: posix.join(room, ...rest), inProject: true, typeOnly }
  if (isBuiltin(clean))
    return { target: clean.startsWith('node:') ? clean : `node:${clean}`, inProject: false, typeOnly }
  return { target: alias.startsWith('@') ? `${alias}/${rest[0]}` : alias, inProject: false, typeOnly }
}

const textOf = (value: unknown): string | undefined => {
  const literal = value as Node | null | undefined
  return literal?.type === 'Literal' && typeof literal['value'] === 'string' ? literal['value'] : undefined
}

/** Imports that stand inside code: `import('…')`, `typeof import('…')`, `require('…')`, `new URL('…', import.meta.url)`. */
function* innerImports(value: unknown): Generator<{ specifier: string; typeOnly: boolean }> {
  if (Array.isArray(value)) {
    for (const item of value) yield* innerImports(item)
    return
  }
  if (typeof value !== 'object' || value === null) return
  const node = value as Node
  if (node.type === 'ImportExpression') {
    const specifier = textOf(node['source'])
    if (specifier !== undefined) yield { specifier, typeOnly: false }
  } else if (node.type === 'TSImportType') {
    const specifier = textOf(node['source'] ?? node['argument'])
    if (specifier !== undefined) yield { specifier, typeOnly: true }
  } else if (node.type === 'CallExpression' || node.type === 'NewExpression') {
    const called = (node['callee'] as Node)['name']
    const specifier = textOf((node['arguments'] as unknown[])[0])
    if (specifier !== undefined && called === 'require') yield { specifier, typeOnly: false }
    if (specifier?.startsWith('.') && called === 'URL') yield { specifier, typeOnly: false }
  }
  for (const [key, child] of Object.entries(node)) if (key !== 'type') yield* innerImports(child)
}

/**
 * Everything a TypeScript file imports, types included.
 *
 * @param file path inside the project, with forward slashes
 * @throws when the file cannot be parsed
 */
export function importsOf(file: string, source: string): Import[] {
  const parsed = parseSync(file, source, { lang: file.endsWith('.tsx') ? 'tsx' : 'ts' })
  const [error] = parsed.errors
  if (error !== undefined) throw new Error(`${file}: ${error.message}`)
  const found: Import[] = []
  for (const node of parsed.program.body) {
    if (node.type === 'ImportDeclaration') {
      const named = node.specifiers
      const allTypes =
        named.length > 0 && named.every((one) => one.type === 'ImportSpecifier' && one.importKind === 'type')
      found.push(located(file, node.source.value, node.importKind === 'type' || allTypes))
    } else if (
      (node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') &&
      node.source !== null
    ) {
      found.push(located(file, node.source.value, node.exportKind === 'type'))
    }
  }
  for (const { specifier, typeOnly } of innerImports(parsed.program)) found.push(located(file, specifier, typeOnly))
  return found
}

interface Law {
  text: string
  /** Files that the law speaks of. */
  of: (file: string) => boolean
  allows: (found: Import, file: string) => boolean
}

const inside =
  (...folders: string[]) =>
  (path: string) =>
    folders.some((folder) => path === folder || path.startsWith(`${folder}/`))

const product = inside('shared', 'electron', 'renderer')
const composing = new Set(
  ['main', 'host', 'handlers', 'schema', 'job-thread', 'sync/worker'].map((name) => `electron/host/${name}.ts`),
)
const domLibraries =
  /^(?:react|react-dom|antd|@ant-design|@tanstack|i18next|react-i18next|zustand|cmdk|tinykeys)(?:\/|$)/
const kernel = (file: string) =>
  inside('shared')(file) && !inside('shared/contract', 'shared/rules', 'shared/partner-api')(file)

/** The house's laws on imports (architecture: Rooms). Packages are free where no law names them. */
export const laws: Law[] = [
  {
    text: 'product code never imports test/ or build/',
    of: product,
    allows: ({ target, inProject }) => !inProject || !inside('test', 'build')(target),
  },
  {
    text: 'shared/ imports nothing but shared/ and runs anywhere: no Node, no Electron, no page library',
    of: inside('shared'),
    allows: ({ target, inProject }) =>
      inProject
        ? inside('shared')(target)
        : !target.startsWith('node:') &&
          target !== 'electron' &&
          target !== 'better-sqlite3' &&
          !domLibraries.test(target),
  },
  {
    text: 'the kernel of shared/ knows no area',
    of: kernel,
    allows: ({ target, inProject }) => !inProject || !inside('shared/contract', 'shared/rules')(target),
  },
  {
    text: 'shared/rules are pure functions and know no contract',
    of: inside('shared/rules'),
    allows: ({ target, inProject }) => !inProject || !inside('shared/contract')(target),
  },
  {
    text: 'the renderer imports renderer/ and shared/ only: no Node, no Electron, no host',
    of: inside('renderer'),
    allows: ({ target, inProject }) =>
      inProject
        ? inside('renderer', 'shared')(target)
        : !target.startsWith('node:') && target !== 'electron' && target !== 'better-sqlite3',
  },
  {
    text: 'renderer/parts know no area and no shell',
    of: inside('renderer/parts'),
    allows: ({ target, inProject }) => !inProject || !inside('renderer/areas', 'renderer/app')(target),
  },
  {
    text: 'electron is imported in electron/main and electron/preload only',
    of: (file) => product(file) && !inside('electron/main', 'electron/preload')(file),
    allows: ({ target }) => target !== 'electron',
  },
  {
    text: 'electron/main imports of the host only types',
    of: inside('electron/main'),
    allows: ({ target, inProject, typeOnly }) =>
      !inProject || inside('electron/main', 'shared')(target) || (typeOnly && inside('electron/host')(target)),
  },
  {
    text: 'the sandboxed preload imports nothing but electron and shared/',
    of: inside('electron/preload'),
    allows: ({ target, inProject }) =>
      inProject ? inside('electron/preload', 'shared')(target) : target === 'electron',
  },
  {
    text: 'the host imports host and shared/ only',
    of: inside('electron/host'),
    allows: ({ target, inProject }) => !inProject || inside('electron/host', 'shared')(target),
  },
  {
    text: "the host's engines know no area; only its entries compose them",
    of: (file) => inside('electron/host')(file) && !inside('electron/host/areas')(file) && !composing.has(file),
    allows: ({ target, inProject }) => !inProject || !inside('electron/host/areas')(target),
  },
  {
    text: 'the partner client knows no SQLite',
    of: inside('electron/host/partner-api'),
    allows: ({ target }) => target !== 'better-sqlite3' && !inside('electron/host/store')(target),
  },
]

/** Every import of a file that breaks a law. */
export function violationsIn(file: string, source: string): Violation[] {
  const imports = importsOf(file, source)
  return laws
    .filter((law) => law.of(file))
    .flatMap((law) =>
      imports.filter((found) => !law.allows(found, file)).map(({ target }) => ({ file, target, law: law.text })),
    )
}
