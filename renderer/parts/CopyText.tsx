import { CheckOutlined, CopyOutlined } from '@ant-design/icons'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './parts.css'

/** A text with a button that copies exactly it: ids, phones, references. */
export function CopyText({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation('parts')
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), 2000)
    return () => clearTimeout(timer)
  }, [state])
  const say = state === 'copied' ? t('copy.done') : state === 'failed' ? t('copy.failed') : t('copy.copy', { label })
  return (
    <span className="copy-text">
      <span className="copy-text-value" title={text}>
        {text}
      </span>
      <button
        type="button"
        className="link-button"
        aria-label={say}
        title={say}
        onClick={() => {
          navigator.clipboard.writeText(text).then(
            () => setState('copied'),
            () => setState('failed'),
          )
        }}
      >
        {state === 'copied' ? <CheckOutlined /> : <CopyOutlined />}
      </button>
      <span role="status" className="only-spoken">
        {state === 'idle' ? '' : say}
      </span>
    </span>
  )
}
