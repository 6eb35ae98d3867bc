import { describe, expect, it } from 'vitest'
import { type PageAnswer, type PageRequest, RowSource } from '#renderer/parts/ledger/rowSource.ts'

interface Asked {
  request: PageRequest
  answer(): Promise<void>
  fail(reason: unknown): Promise<void>
}

/** Pages of numbers that are answered by hand, so that order and lateness are the test's. */
function manual(total: () => number) {
  const asked: Asked[] = []
  const load = (request: PageRequest): Promise<PageAnswer<number>> => {
    const { promise, resolve, reject } = Promise.withResolvers<PageAnswer<number>>()
    const settled = async (): Promise<void> => {
      await promise.catch(() => {})
      await Promise.resolve()
    }
    asked.push({
      request,
      answer: () => {
        const start = request.at ?? (request.after === null ? 0 : Number(request.after))
        const rows = Array.from({ length: Math.max(0, Math.min(request.limit, total() - start)) }, (_, i) => start + i)
        resolve({ rows, next: start + request.limit < total() ? String(start + request.limit) : null })
        return settled()
      },
      fail: (reason) => {
        reject(reason)
        return settled()
      },
    })
    return promise
  }
  return { asked, load, next: () => asked.splice(0) }
}

const answerAll = async (host: ReturnType<typeof manual>): Promise<PageRequest[]> => {
  const requests: PageRequest[] = []
  for (let round = host.next(); round.length > 0; round = host.next()) {
    for (const one of round) {
      requests.push(one.request)
      await one.answer()
    }
  }
  return requests
}

describe('row source', () => {
  it('reads on by cursor while scrolling down and ahead of the view', async () => {
    const host = manual(() => 1000)
    const source = new RowSource(host.load, { pageSize: 100 })
    source.setRange(0, 20)
    const requests = await answerAll(host)
    expect(requests).toEqual([
      { after: null, limit: 100 },
      { after: '100', limit: 100 },
    ])
    expect(source.rowAt(150)).toBe(150)
  })

  it('jumps by row number when the scroll bar was dragged', async () => {
    const host = manual(() => 200_000)
    const source = new RowSource(host.load, { pageSize: 100 })
    source.setRange(0, 20)
    await answerAll(host)
    source.setTotal(200_000)
    source.setRange(120_010, 120_030)
    const requests = await answerAll(host)
    expect(requests[0]).toEqual({ after: null, at: 120_000, limit: 100 })
    expect(requests[1]).toEqual({ after: '120100', limit: 100 })
    expect(source.rowAt(120_015)).toBe(120_015)
  })

  it('asks further ahead the faster it scrolls, never more than two at once', async () => {
    const host = manual(() => 100_000)
    const source = new RowSource(host.load, { pageSize: 100 })
    source.setRange(0, 20)
    await answerAll(host)
    source.setTotal(100_000)
    source.setRange(150, 180, 800)
    expect(host.asked.length).toBeLessThanOrEqual(2)
    const requests = await answerAll(host)
    expect(requests.length).toBe(5)
    expect(requests.every((request) => request.after !== null)).toBe(true)
  })

  it('keeps a window of pages only', async () => {
    const host = manual(() => 100_000)
    const source = new RowSource(host.load, { pageSize: 100, keep: 4 })
    source.setRange(0, 20)
    await answerAll(host)
    source.setTotal(100_000)
    for (let first = 0; first < 2000; first += 100) {
      source.setRange(first, first + 20)
      await answerAll(host)
    }
    expect(source.rowAt(0)).toBeUndefined()
    expect(source.rowAt(1910)).toBe(1910)
  })

  it('shows the old rows until the first page of another question is here, and drops late answers', async () => {
    const host = manual(() => 300)
    const source = new RowSource(host.load, { pageSize: 100 })
    source.setRange(0, 20)
    const late = host.next()[0]!
    source.restart(host.load)
    await late.answer()
    expect(source.rowAt(0)).toBeUndefined()
    await answerAll(host)
    source.restart(host.load)
    expect(source.outdated).toBe(true)
    expect(source.rowAt(0)).toBe(0)
    await host.next()[0]!.answer()
    expect(source.outdated).toBe(false)
    expect(source.rowAt(150)).toBeUndefined()
  })

  it('refresh asks what is on screen again and keeps its rows meanwhile', async () => {
    const host = manual(() => 300)
    const source = new RowSource(host.load, { pageSize: 100 })
    source.setRange(110, 130)
    await answerAll(host)
    source.refresh()
    expect(source.rowAt(120)).toBe(120)
    const [first] = host.next()
    expect(first?.request).toEqual({ after: null, at: 100, limit: 100 })
  })

  it('says why a page failed, and asks it again only on retry', async () => {
    const host = manual(() => 300)
    const source = new RowSource(host.load, { pageSize: 100 })
    source.setRange(0, 20)
    await host.next()[0]!.fail('down')
    expect(source.failure).toBe('down')
    source.setRange(0, 21)
    expect(host.asked).toHaveLength(0)
    source.retry()
    await answerAll(host)
    expect(source.failure).toBeNull()
    expect(source.rowAt(0)).toBe(0)
  })

  it('learns the exact total from the last page', async () => {
    const host = manual(() => 130)
    const source = new RowSource(host.load, { pageSize: 100 })
    source.setRange(0, 20)
    expect(source.total).toBeNull()
    await answerAll(host)
    expect(source.total).toBe(130)
    expect(source.count).toBe(130)
  })

  it('loads a span across kept and missing pages', async () => {
    const host = manual(() => 1000)
    const source = new RowSource(host.load, { pageSize: 100 })
    source.setRange(0, 20)
    await answerAll(host)
    const span = source.rows(95, 305)
    await answerAll(host)
    expect(await span).toEqual(Array.from({ length: 211 }, (_, i) => 95 + i))
  })
})
