import type { Page } from 'playwright-core'
import { timed } from './say.mjs'

/**
 * Waits for the end of the first sync, which the page marks with `data-sync-state="done"`, then saves a picture of the
 * window.
 *
 * @returns false when the sync had not ended after five minutes; the picture is saved all the same
 */
export async function savePicture(page: Page, file: string): Promise<boolean> {
  const complete = await timed('waiting for the first sync', () =>
    page.waitForSelector('[data-sync-state="done"]', { state: 'attached', timeout: 300_000 }).then(
      () => true,
      () => false,
    ),
  )
  await page.screenshot({ path: file })
  return complete
}
