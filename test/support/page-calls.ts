/** Calls of the contract over the page's own port, for what has no button, or where a test wants thirty of something. */
import type { ElectronApplication, Page } from 'playwright-core'
import type { Contract } from '#shared/contract/index.ts'

interface Speaking {
  testPort?: MessagePort
}

/** Lets a test speak over the port of every page that loads from now on; loads the present one again. */
export async function shareCalls(app: ElectronApplication, page: Page): Promise<void> {
  await app.context().addInitScript(() => {
    addEventListener('message', (event) => {
      if (event.data === 'port' && event.ports[0]) (globalThis as Speaking).testPort = event.ports[0]
    })
  })
  await page.reload()
  await page.waitForFunction(() => (globalThis as Speaking).testPort !== undefined)
}

let calls = 0

/** Answers the value; throws what the host says was wrong. The wire is oRPC's: an id, a path, a JSON body. */
export async function callHost<A extends keyof Contract>(
  page: Page,
  area: A,
  name: keyof Contract[A] & string,
  input: unknown,
): Promise<unknown> {
  calls += 1
  const result = await page.evaluate(
    ({ id, path, body }) =>
      new Promise<{ ok: boolean; value?: unknown; error?: unknown }>((resolve) => {
        const port = (globalThis as Speaking).testPort
        port?.addEventListener('message', function heard({ data }: MessageEvent) {
          const message = JSON.parse(String(data)) as { i: string; p: { b: { json: { ok: boolean } } } }
          if (message.i !== id) return
          port.removeEventListener('message', heard)
          resolve(message.p.b.json)
        })
        port?.postMessage(JSON.stringify({ i: id, p: { u: path, b: { json: body } } }))
      }),
    { id: `test-${calls}`, path: `/${area}/${name}`, body: input },
  )
  if (!result.ok) throw new Error(`${area}.${name}: ${JSON.stringify(result.error ?? result)}`)
  return result.value
}
