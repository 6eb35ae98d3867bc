import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceGroup } from './arrange.ts'

const ROW = 48

const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -Infinity,
  End: Infinity,
}

/** All service types in a list box; only those in sight are drawn. */
export function ServiceList({
  groups,
  chosen,
  onChoose,
}: {
  groups: readonly ServiceGroup[]
  chosen: string
  onChoose: (code: string) => void
}) {
  const { t } = useTranslation('products')
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const list = useVirtualizer({
    count: groups.length,
    estimateSize: () => ROW,
    getScrollElement: () => box.current,
    overscan: 8,
  })
  const drawn = list.getVirtualItems()
  const at = groups.findIndex(({ code }) => code === chosen)
  useEffect(() => {
    if (at >= 0) list.scrollToIndex(at)
  }, [at, list])
  const keyed = (event: KeyboardEvent): void => {
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = groups[Math.min(groups.length - 1, Math.max(0, at + step))]
    if (next) onChoose(next.code)
  }
  return (
    <div
      ref={box}
      role="listbox"
      className="panel service-list"
      aria-label={t('serviceTypes')}
      {...(drawn.some(({ index }) => index === at) ? { 'aria-activedescendant': `${id}-${at}` } : {})}
      tabIndex={0}
      onKeyDown={keyed}
    >
      <div role="presentation" className="service-rows" style={{ height: list.getTotalSize() }}>
        {drawn.map(({ index, start }) => {
          const group = groups[index]
          return group ? (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list box has the keys
            <div
              key={group.code}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={group.code === chosen}
              aria-setsize={groups.length}
              aria-posinset={index + 1}
              className="service"
              style={{ transform: `translateY(${start}px)`, height: ROW }}
              onClick={() => onChoose(group.code)}
            >
              <span className="service-name">
                {group.name}
                {group.abbreviation && <em>{group.abbreviation}</em>}
              </span>
              <code className="service-code">{group.code}</code>
              <span className="service-count">{group.resources.length}</span>
            </div>
          ) : null
        })}
      </div>
    </div>
  )
}
