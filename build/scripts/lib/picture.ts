import type { ChildProcess } from 'node:child_process'
import { chromium } from 'playwright-core'
import { say, timed } from './say.mjs'

/** The address that Chromium prints for drivers; everything else it prints is passed on. */
function driverAddress(program: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    program.stderr?.on('data', (chunk) => {
      text += String(chunk)
      const address = /^DevTools listening on (ws:\S+)/m.exec(text)?.[1]
      if (address !== undefined) resolve(address)
    })
    program.once('exit', (code) => reject(new Error(`the program ended before its window opened (exit code ${code})`)))
  })
}

/**
 * Waits for the first window of a program started with `--remote-debugging-port=0` and for the end of its sync (the
 * page marks it with `data-sync-state="done"`), then saves a picture of the window.
 *
 * @returns false when the sync had not ended after five minutes; the picture is saved all the same
 */
export async function savePicture(program: ChildProcess, file: string): Promise<boolean> {
  const browser = await chromium.connectOverCDP(await driverAddress(program))
  try {
    const context = browser.contexts()[0]
    if (context === undefined) throw new Error('the program has no window')
    const page = context.pages()[0] ?? (await context.waitForEvent('page'))
    const complete = await timed('waiting for the first sync', () =>
      page.waitForSelector('[data-sync-state="done"]', { state: 'attached', timeout: 300_000 }).then(
        () => true,
        () => false,
      ),
    )
    await page.screenshot({ path: file })
    return complete
  } catch (error) {
    say(`no picture: ${error instanceof Error ? error.message : String(error)}`)
    throw error
  } finally {
    await browser.close()
  }
}
