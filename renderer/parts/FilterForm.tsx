import { DownOutlined, UpOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { isComposing } from '#renderer/parts/fold.ts'
import './parts.css'

/** The folding form above a list: 查询 and 重置. Folded, it says how many filters are on. */
export function FilterForm({
  open,
  onOpen,
  active,
  onSubmit,
  onReset,
  children,
}: {
  open: boolean
  onOpen: (open: boolean) => void
  /** Number of filters that are on. */
  active: number
  onSubmit: () => void
  onReset: () => void
  children: ReactNode
}) {
  const { t } = useTranslation('parts')
  const body = useId()
  return (
    <form
      className="filter-form"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
      onKeyDown={(event) => {
        // Enter that ends a composition is no submit.
        if (event.key === 'Enter' && isComposing(event)) event.preventDefault()
      }}
    >
      <Button
        type="text"
        size="small"
        aria-expanded={open}
        aria-controls={body}
        icon={open ? <UpOutlined /> : <DownOutlined />}
        onClick={() => onOpen(!open)}
      >
        {active > 0 ? t('filter.withCount', { n: active }) : t('filter.title')}
      </Button>
      <div id={body} hidden={!open}>
        <div className="filter-fields">
          {children}
          <div className="filter-actions">
            <Button onClick={onReset}>{t('filter.reset')}</Button>
            <Button type="primary" htmlType="submit">
              {t('filter.query')}
            </Button>
          </div>
        </div>
      </div>
    </form>
  )
}

export function FilterField({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="filter-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}
