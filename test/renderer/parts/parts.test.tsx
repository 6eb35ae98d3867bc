import { act, fireEvent, render, screen } from '@testing-library/react'
import { ConfigProvider } from 'antd'
import axe from 'axe-core'
import type { ReactNode } from 'react'
import { I18nextProvider } from 'react-i18next'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTexts } from '#renderer/app/texts/texts.ts'
import { AsOf, ageOf } from '#renderer/parts/AsOf.tsx'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import { ConfirmDanger } from '#renderer/parts/ConfirmDanger.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { FilterForm } from '#renderer/parts/FilterForm.tsx'
import { foldAlphanumeric, foldWidth } from '#renderer/parts/fold.ts'
import { JobProgress, timeLeft } from '#renderer/parts/JobProgress.tsx'
import { Eye, Masked } from '#renderer/parts/Masked.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { Reveal } from '#renderer/parts/reveal.ts'

const show = (content: ReactNode, language: 'zh' | 'en' = 'zh') =>
  render(
    <ConfigProvider button={{ autoInsertSpace: false }}>
      <I18nextProvider i18n={createTexts(language)}>{content}</I18nextProvider>
    </ConfigProvider>,
  )

const clean = async (container: Element): Promise<void> => {
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id }) => id)).toEqual([])
}

describe('Money', () => {
  it('shows grouped yuan and copies a plain decimal', () => {
    show(<Money amount={-123_456_789} />)
    const shown = screen.getByText('−¥1,234,567.89')
    const data = new Map<string, string>()
    const event = new Event('copy', { bubbles: true, cancelable: true })
    Object.defineProperty(event, 'clipboardData', {
      value: { setData: (type: string, text: string) => data.set(type, text) },
    })
    shown.dispatchEvent(event)
    expect(data.get('text/plain')).toBe('-1234567.89')
  })

  it('refuses a fraction of a fen', () => {
    expect(() => show(<Money amount={0.5} />)).toThrow(RangeError)
  })
})

describe('the eye (R-CUST-01)', () => {
  const start = Date.UTC(2026, 10, 21)
  beforeEach(() => {
    vi.useFakeTimers()
    vi.setSystemTime(start)
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  const ask = () => Promise.resolve({ values: { a: '张小明' }, hideAt: Date.now() + 30_000 })

  it('shows the plain value, counts down, and hides it after 30 s', async () => {
    const reveal = new Reveal(ask, () => {})
    const { container } = show(
      <>
        <Eye reveal={reveal} what="客户名称" />
        <p>
          <Masked masked="张*明" id="a" reveal={reveal} />
        </p>
        <p>
          <Masked masked="李*" id="b" reveal={reveal} />
        </p>
      </>,
    )
    expect(screen.getByText('张*明')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: '显示客户名称' }))
    await act(() => vi.advanceTimersByTimeAsync(0))
    expect(screen.getByText('张小明')).toBeTruthy()
    expect(container.textContent).toContain('李*')
    expect(screen.getByRole('button', { name: '隐藏客户名称（30 秒后自动隐藏）' }).getAttribute('aria-pressed')).toBe(
      'true',
    )
    await act(() => vi.advanceTimersByTimeAsync(12_000))
    expect(screen.getByRole('button', { name: /18 秒/ })).toBeTruthy()
    await act(() => vi.advanceTimersByTimeAsync(17_999))
    expect(screen.queryByText('张小明')).toBeTruthy()
    await act(() => vi.advanceTimersByTimeAsync(1))
    expect(screen.queryByText('张小明')).toBeNull()
    expect(screen.getByText('张*明')).toBeTruthy()
  })

  it('hides at once on a second click, and never shows an answer that comes after its view closed', async () => {
    const late = Promise.withResolvers<{ values: Record<string, string>; hideAt: number }>()
    const reveal = new Reveal(
      () => late.promise,
      () => {},
    )
    reveal.toggle()
    expect(reveal.busy()).toBe(true)
    reveal.hide()
    late.resolve({ values: { a: '张小明' }, hideAt: Date.now() + 30_000 })
    await vi.advanceTimersByTimeAsync(0)
    expect(reveal.plain('a')).toBeUndefined()
    const other = new Reveal(ask, () => {})
    other.toggle()
    await vi.advanceTimersByTimeAsync(0)
    expect(other.plain('a')).toBe('张小明')
    other.toggle()
    expect(other.plain('a')).toBeUndefined()
  })

  it('tells why it was refused', async () => {
    const refused = vi.fn()
    const reveal = new Reveal(() => Promise.reject(new Error('forbidden')), refused)
    reveal.toggle()
    await vi.advanceTimersByTimeAsync(0)
    expect(refused).toHaveBeenCalledTimes(1)
    expect(reveal.busy()).toBe(false)
  })
})

describe('AsOf', () => {
  it('uses the largest whole unit', () => {
    expect(ageOf(0, 59_999)).toEqual({ unit: 'now' })
    expect(ageOf(0, 3_599_999)).toEqual({ unit: 'minutes', n: 59 })
    expect(ageOf(0, 3_600_000)).toEqual({ unit: 'hours', n: 1 })
    expect(ageOf(0, 172_800_000)).toEqual({ unit: 'days', n: 2 })
    expect(ageOf(1000, 0)).toEqual({ unit: 'now' })
  })

  it('says that there is no network, quietly, and that nothing was synced yet', () => {
    const { container } = show(<AsOf at={Date.now() - 7_200_000} offline />)
    expect(container.textContent).toContain('2 小时前的数据')
    expect(container.textContent).toContain('离线')
    show(<AsOf at={null} />)
    expect(screen.getByText(/尚未同步/)).toBeTruthy()
  })
})

describe('CodeTag', () => {
  it('shows a known label, and an unknown value as it came', () => {
    const known = { '1': { label: '顾问销售' } }
    const { container } = show(
      <>
        <CodeTag value="1" known={known} />
        <CodeTag value="9" known={known} />
        <CodeTag value="toString" known={known} />
        <CodeTag value={null} known={known} />
      </>,
    )
    expect(container.textContent).toBe('顾问销售未知值 "9"未知值 "toString"')
  })
})

describe('ErrorNotice', () => {
  it('says what failed, what is safe, what to do, and what to quote', async () => {
    const retry = vi.fn()
    const { container } = show(
      <ErrorNotice
        onRetry={retry}
        error={{
          code: 'refused',
          safe: 'nothing-changed',
          retry: 'later',
          ref: 'R-42',
          vendor: {
            operationId: 'ListCustomers',
            http: 403,
            code: 'CBC.0151',
            message: 'Access denied',
            requestId: 'req-7',
          },
        }}
      />,
    )
    for (const text of [
      '伙伴接口拒绝了请求。',
      '请求没有生效',
      'refused',
      'R-42',
      'CBC.0151',
      'HTTP 403',
      'req-7',
      'Access denied',
    ]) {
      expect(container.textContent).toContain(text)
    }
    fireEvent.click(screen.getByRole('button', { name: '重试' }))
    expect(retry).toHaveBeenCalled()
    await clean(container)
  })

  it('offers no retry where it cannot help', () => {
    show(
      <ErrorNotice onRetry={() => {}} error={{ code: 'forbidden', safe: 'nothing-changed', retry: 'no', ref: '' }} />,
    )
    expect(screen.queryByRole('button', { name: '重试' })).toBeNull()
  })
})

describe('ConfirmDanger', () => {
  it('has cancel as default, verb and object on the button, and wants the name typed', async () => {
    const confirm = vi.fn()
    show(
      <ConfirmDanger open title="移除？" action="移除工作区" typed="云帆Ａ1" onConfirm={confirm} onCancel={() => {}}>
        不能撤销。
      </ConfirmDanger>,
    )
    const act = screen.getByRole<HTMLButtonElement>('button', { name: '移除工作区' })
    expect(act.disabled).toBe(true)
    fireEvent.change(screen.getByLabelText('请输入“云帆Ａ1”以确认'), { target: { value: '云帆A１' } })
    expect(act.disabled).toBe(false)
    fireEvent.click(act)
    expect(confirm).toHaveBeenCalledTimes(1)
  })
})

describe('JobProgress', () => {
  it('knows the time left only when it has seen enough', () => {
    expect(timeLeft(0, 100, 5000)).toBeNull()
    expect(timeLeft(50, null, 5000)).toBeNull()
    expect(timeLeft(50, 100, 500)).toBeNull()
    expect(timeLeft(25, 100, 5000)).toBe(15_000)
  })

  it('shows counts and cancel', async () => {
    const cancel = vi.fn()
    const { container } = show(
      <JobProgress title="正在导出" done={50} total={200} startedAt={Date.now()} onCancel={cancel} />,
    )
    expect(container.textContent).toContain('50 / 200')
    fireEvent.click(screen.getByRole('button', { name: '取消' }))
    expect(cancel).toHaveBeenCalled()
    await clean(container)
  })
})

describe('FilterForm', () => {
  it('submits by Enter, but not while an input method composes; folded it says how many are on', () => {
    const submit = vi.fn()
    show(
      <FilterForm open active={2} onOpen={() => {}} onSubmit={submit} onReset={() => {}}>
        <input aria-label="名称" />
      </FilterForm>,
    )
    expect(screen.getByRole('button', { name: /筛选（2 项生效）/ }).getAttribute('aria-expanded')).toBe('true')
    const field = screen.getByLabelText('名称')
    const composing = new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true })
    field.dispatchEvent(composing)
    expect(composing.defaultPrevented).toBe(true)
    fireEvent.submit(field.closest('form')!)
    expect(submit).toHaveBeenCalledTimes(1)
  })
})

describe('full-width input', () => {
  it('is folded: all of it for keys, digits and letters for searches', () => {
    expect(foldWidth('１３８－ＡＢ／　')).toBe('138-AB/ ')
    expect(foldAlphanumeric('云帆（１２）Ａ')).toBe('云帆（12）A')
  })
})
