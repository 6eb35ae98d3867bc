import { Tabs } from 'antd'
import './parts.css'

const number = new Intl.NumberFormat('en-US')

export interface StateTab<K extends string> {
  key: K
  label: string
  /** null until it has been counted. */
  count: number | null
}

/** Tabs over a list; each is a filter with its count, which comes after the rows. */
export function StateTabs<K extends string>({
  tabs,
  active,
  onChange,
  label,
}: {
  tabs: readonly StateTab<K>[]
  active: K
  onChange: (key: K) => void
  label: string
}) {
  return (
    <Tabs
      className="state-tabs"
      aria-label={label}
      activeKey={active}
      onChange={(key) => {
        const chosen = tabs.find((tab) => tab.key === key)
        if (chosen) onChange(chosen.key)
      }}
      items={tabs.map((tab) => ({
        key: tab.key,
        label: (
          <>
            {tab.label}
            <span className="state-count">{tab.count === null ? '' : number.format(tab.count)}</span>
          </>
        ),
      }))}
    />
  )
}
