import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons'
import { useCallback, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reveal } from '#renderer/parts/reveal.ts'
import './parts.css'

/** The eye beside a masked column or field, with the seconds left while it is open. */
export function Eye({ reveal, what }: { reveal: Reveal; what: string }) {
  const { t } = useTranslation('parts')
  const left = useSyncExternalStore(reveal.subscribe, reveal.secondsLeft)
  const busy = useSyncExternalStore(reveal.subscribe, reveal.busy)
  const open = left > 0
  const label = open ? t('eye.hide', { what, n: left }) : t('eye.show', { what })
  return (
    <button
      type="button"
      className="link-button eye"
      aria-label={label}
      aria-pressed={open}
      title={label}
      disabled={busy}
      onClick={() => reveal.toggle()}
    >
      {open ? <EyeOutlined /> : <EyeInvisibleOutlined />}
      {open && <span className="eye-left">{left}</span>}
    </button>
  )
}

/** A person's datum: masked as the host sent it until the eye has shown it. */
export function Masked({ masked, id, reveal }: { masked: string; id: string; reveal: Reveal }) {
  const plain = useSyncExternalStore(
    reveal.subscribe,
    useCallback(() => reveal.plain(id), [reveal, id]),
  )
  return plain === undefined ? masked : <span data-plain="">{plain}</span>
}
