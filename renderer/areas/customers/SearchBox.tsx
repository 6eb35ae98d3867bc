import { SearchOutlined } from '@ant-design/icons'
import { Input, type InputRef } from 'antd'
import { type Ref, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Shorter than a person's fastest pause between two keys. */
const WAIT_MS = 40

/** Search as typed. What an input method is still composing is no search yet. */
export function SearchBox({
  text,
  onSearch,
  ref,
}: {
  text: string
  onSearch: (text: string) => void
  ref: Ref<InputRef>
}) {
  const { t } = useTranslation('customers')
  const [typed, setTyped] = useState(text)
  const composing = useRef(false)
  const sent = useRef(text)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef(onSearch)
  latest.current = onSearch
  useEffect(() => () => clearTimeout(timer.current), [])
  // The address changed from elsewhere: a saved view, a reset, going back.
  useEffect(() => {
    if (text === sent.current) return
    sent.current = text
    setTyped(text)
  }, [text])

  const send = (value: string): void => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      sent.current = value.trim()
      latest.current(value)
    }, WAIT_MS)
  }
  return (
    <Input
      ref={ref}
      className="customer-search"
      type="search"
      allowClear
      prefix={<SearchOutlined aria-hidden />}
      aria-label={t('list.searchLabel')}
      placeholder={t('list.search')}
      maxLength={200}
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value)
        if (!composing.current) send(event.target.value)
      }}
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={(event) => {
        composing.current = false
        send(event.currentTarget.value)
      }}
    />
  )
}
