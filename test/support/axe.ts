/** What axe finds wrong with a page of the real window, each finding in one line; colours are those that are painted. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

export async function axeFindings(page: Page, root = 'body'): Promise<string[]> {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  // Through the debugger: the page's own policy lets no script in.
  const session = await page.context().newCDPSession(page)
  await session.send('Runtime.evaluate', { expression: axe })
  const { result } = (await session.send('Runtime.evaluate', {
    expression: `axe.run(document.querySelector(${JSON.stringify(root)}), { resultTypes: ['violations'] }).then(({ violations }) =>
      JSON.stringify(violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | '))))`,
    awaitPromise: true,
    returnByValue: true,
  })) as { result: { value?: string } }
  await session.detach()
  return JSON.parse(result.value ?? '["axe did not run"]') as string[]
}
