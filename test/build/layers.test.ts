import { describe, expect, it } from 'vitest'
import { importsOf, laws, violationsIn } from '../../build/scripts/lib/layers.ts'

const broken: [law: RegExp, file: string, source: string][] = [
  [/never imports test/, 'electron/host/areas/customers/queries.ts', "import { seed } from '#test/data/seed.ts'"],
  [/never imports test/, 'renderer/app/shell.tsx', "const m = await import('../../build/scripts/run.ts')"],
  [/shared\/ imports nothing/, 'shared/kernel/money.ts', "import { readFileSync } from 'node:fs'"],
  [/shared\/ imports nothing/, 'shared/rules/coupons.ts', "import type { Row } from '#host/store/rows.ts'"],
  [/shared\/ imports nothing/, 'shared/kernel/text.ts', "import { useState } from 'react'"],
  [/kernel of shared/, 'shared/kernel/money.ts', "import { coupons } from '../contract/coupons.ts'"],
  [/rules are pure/, 'shared/rules/coupons.ts', "import { coupons } from '#shared/contract/coupons.ts'"],
  [/renderer imports renderer/, 'renderer/areas/customers/list.tsx', "type T = import('#host/store/rows.ts').Row"],
  [/renderer imports renderer/, 'renderer/areas/customers/list.tsx', "import { join } from 'path'"],
  [/renderer imports renderer/, 'renderer/app/shell.tsx', "export * from '../../electron/host/rpc.ts'"],
  [/parts know no area/, 'renderer/parts/grid.tsx', "import { list } from '../areas/customers/list.tsx'"],
  [/electron is imported in/, 'electron/host/rpc.ts', "import { app } from 'electron'"],
  [/of the host only types/, 'electron/main/main.ts', "import { open } from '#host/store/open.ts'"],
  [/of the host only types/, 'electron/main/main.ts', "import { type A, b } from '#host/shell.ts'"],
  [/preload imports nothing/, 'electron/preload/preload.ts', "import { readFileSync } from 'node:fs'"],
  [/host imports host and shared/, 'electron/host/main.ts', "import { places } from '../main/places.ts'"],
  [
    /engines know no area/,
    'electron/host/sync/engine.ts',
    "import { customers } from '../areas/customers/collections.ts'",
  ],
  [
    /engines know no area/,
    'electron/host/store/open.ts',
    "const file = new URL('../areas/a/tables.sql', import.meta.url)",
  ],
  [/client knows no SQLite/, 'electron/host/partner-api/client.ts', "import Database from 'better-sqlite3'"],
]

describe('layers', () => {
  it.each(broken)('law %s catches %s', (law, file, source) => {
    expect(violationsIn(file, source).map((violation) => violation.law)).toContainEqual(expect.stringMatching(law))
  })

  it('every law has a case that breaks it', () => {
    for (const { text } of laws)
      expect(
        broken.some(([law]) => law.test(text)),
        text,
      ).toBe(true)
  })

  it.each([
    ['electron/main/main.ts', "import type { Shell } from '#host/shell.ts'"],
    ['electron/main/main.ts', "import { type Shell } from '#host/shell.ts'\nimport { app } from 'electron'"],
    ['electron/host/main.ts', "import { customers } from './areas/customers/collections.ts'"],
    ['electron/host/sync/worker.ts', "import { customers } from '../areas/customers/collections.ts'"],
    [
      'renderer/areas/customers/list.tsx',
      "import { Grid } from '#renderer/parts/grid.tsx'\nimport { Button } from 'antd'",
    ],
    ['shared/contract/coupons.ts', "import { z } from 'zod'\nimport { oc } from '@orpc/contract'"],
  ])('%s may: %s', (file, source) => {
    expect(violationsIn(file, source)).toEqual([])
  })

  it('tells types from values', () => {
    const source =
      "import type { A } from './a.ts'\nimport { type B } from './b.ts'\nimport './c.ts'\nimport d, { type E } from './d.ts'"
    expect(importsOf('shared/x.ts', source).map(({ target, typeOnly }) => [target, typeOnly])).toEqual([
      ['shared/a.ts', true],
      ['shared/b.ts', true],
      ['shared/c.ts', false],
      ['shared/d.ts', false],
    ])
  })
})
