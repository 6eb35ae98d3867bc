import SearchOutlined from '@ant-design/icons/SearchOutlined'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { foldWidth, isComposing } from '#renderer/parts/fold.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { useFrame } from '#renderer/stores/frame.ts'
import type { CustomerRow } from '#shared/contract/customers.ts'

const HITS = 8

function Hit({ row }: { row: CustomerRow }) {
  const { t } = useTranslation('frame')
  return (
    <>
      <span className="hit-name">{row.name || row.accountName || row.customerId}</span>
      <span className="hit-more">
        {[row.accountName, row.telephone, row.managerName ?? row.manager].filter(Boolean).join(' · ')}
        {row.goneAt !== null && <em>{t('search.gone')}</em>}
      </span>
      <span className="hit-id">{row.customerId}</span>
    </>
  )
}

/** Finds a customer from anywhere by any fragment; Enter opens the card. What is masked stays masked. */
export function SearchEverywhere() {
  const { t } = useTranslation('frame')
  const navigate = useNavigate()
  const asked = useFrame((frame) => frame.searchAsked)
  const field = useRef<HTMLInputElement>(null)
  const listId = useId()
  const [typed, setTyped] = useState('')
  const [composing, setComposing] = useState(false)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  // While an input method composes, the letters are not what is looked for.
  const [committed, setCommitted] = useState('')
  const text = useDeferredValue(foldWidth(committed).trim().slice(0, 200))
  const found = useRead(
    api.customers.search,
    { text, limit: HITS },
    { enabled: open && text !== '', keepPrevious: true },
  )
  const rows = text === '' ? [] : (found.data?.rows ?? [])

  useEffect(() => {
    if (asked === 0) return
    field.current?.focus()
    field.current?.select()
  }, [asked])

  const close = (): void => {
    setOpen(false)
    setActive(0)
  }
  const leave = (): void => {
    close()
    setTyped('')
    setCommitted('')
    field.current?.blur()
  }
  const openCard = (row: CustomerRow | undefined): void => {
    if (!row) return
    leave()
    void navigate({ to: '/customers/$customerId', params: { customerId: row.customerId } })
  }
  const openList = (): void => {
    leave()
    void navigate({ to: '/customers', search: { text } })
  }
  const choose = (index: number): void => {
    if (index < rows.length) openCard(rows[index])
    else if (text !== '') openList()
  }
  const keyed = (event: KeyboardEvent): void => {
    if (isComposing(event)) return
    const entries = rows.length + 1
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      setActive((at) => (at + (event.key === 'ArrowDown' ? 1 : entries - 1)) % entries)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      choose(active)
    } else if (event.key === 'Escape') {
      event.preventDefault()
      if (open && typed !== '') close()
      else leave()
    }
  }
  const shown = open && text !== ''
  return (
    <search className="search-room">
      <SearchOutlined className="search-icon" aria-hidden />
      <input
        ref={field}
        className="search-field"
        type="text"
        role="combobox"
        aria-label={t('search.label')}
        aria-expanded={shown}
        aria-controls={listId}
        aria-autocomplete="list"
        {...(shown ? { 'aria-activedescendant': `${listId}-${active}` } : {})}
        placeholder={t('search.placeholder')}
        value={typed}
        maxLength={200}
        autoComplete="off"
        onFocus={() => setOpen(true)}
        onBlur={close}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={(event) => {
          setComposing(false)
          setCommitted(event.currentTarget.value)
        }}
        onChange={(event) => {
          setTyped(event.target.value)
          setOpen(true)
          setActive(0)
          if (!composing) setCommitted(event.target.value)
        }}
        onKeyDown={keyed}
      />
      <span className="search-keys" aria-hidden="true">
        Ctrl+Shift+F
      </span>
      <div className="search-list" hidden={!shown}>
        {/* The pointer must not take the cursor out of the field before its click counts. */}
        <div
          role="listbox"
          id={listId}
          aria-label={t('search.results')}
          onMouseDown={(event) => event.preventDefault()}
        >
          {rows.map((row, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
            <div
              key={row.customerId}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className="hit"
              onClick={() => openCard(row)}
            >
              <Hit row={row} />
            </div>
          ))}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys */}
          <div
            id={`${listId}-${rows.length}`}
            role="option"
            tabIndex={-1}
            aria-selected={active === rows.length}
            className="hit hit-all"
            onClick={openList}
          >
            {t('search.all')}
          </div>
        </div>
        {rows.length === 0 && (
          <div className="search-note">{found.isPending ? t('search.searching') : t('search.empty', { text })}</div>
        )}
        {found.data?.search === 'building' && <div className="search-note">{t('search.building')}</div>}
      </div>
      <span role="status" className="only-spoken">
        {shown && found.data ? t('search.count', { count: rows.length }) : ''}
      </span>
    </search>
  )
}
