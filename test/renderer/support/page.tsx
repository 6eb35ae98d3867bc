/** Draws the whole program at an address, over a host of the test. */
import { createMemoryHistory } from '@tanstack/react-router'
import { configure, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { onTestFinished } from 'vitest'
import { App } from '#renderer/app/App.tsx'
import { createAppRouter } from '#renderer/app/router.tsx'
import { createTexts } from '#renderer/app/texts/texts.ts'
import { listen } from '#renderer/rpc/events.ts'
import { createQueryClient } from '#renderer/rpc/hooks.ts'
import { useFrame } from '#renderer/stores/frame.ts'
import { type Facts, type FakeHost, startHost } from './host.ts'

// A busy machine is slow, not wrong: what is waited for is an event, never a time.
configure({ asyncUtilTimeout: 15_000 })

export interface Opened {
  host: FakeHost
  user: ReturnType<typeof userEvent.setup>
  path(): string
}

/** Opens the program at `path` over a host with these facts, until the test is over. */
export function open(path: string, facts: Partial<Facts> = {}, host: FakeHost = startHost(facts)): Opened {
  localStorage.clear()
  useFrame.setState({ overlay: 'none', searchAsked: 0 })
  const queries = createQueryClient()
  const over = new AbortController()
  void listen(queries, over.signal)
  const history = createMemoryHistory({ initialEntries: [path] })
  const { unmount } = render(<App queries={queries} texts={createTexts('zh')} router={createAppRouter(history)} />)
  onTestFinished(() => {
    unmount()
    over.abort()
    queries.clear()
    host.die()
  })
  return { host, user: userEvent.setup(), path: () => history.location.href }
}

/** What axe finds wrong, as sentences. Colour needs a real browser and is measured on the palette instead. */
export async function faults(root: Element = document.body): Promise<string[]> {
  const { violations } = await axe.run(root, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
}
