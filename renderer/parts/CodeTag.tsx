import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import './parts.css'

export type CodeTone = 'default' | 'blue' | 'green' | 'orange' | 'red' | 'purple' | 'cyan' | 'gold'

export interface CodeLabel {
  label: string
  tone?: CodeTone
}

/** A vendor code by its known label; a value the program does not know is shown as it came (Law 9). */
export function CodeTag({ value, known }: { value: string | null; known: Readonly<Record<string, CodeLabel>> }) {
  const { t } = useTranslation('parts')
  if (value === null || value === '') return null
  const found = Object.hasOwn(known, value) ? known[value] : undefined
  if (!found) {
    return (
      <Tag className="code-tag" color="warning" title={t('code.unknownTip')}>
        {t('code.unknown', { value })}
      </Tag>
    )
  }
  return (
    <Tag className="code-tag" color={found.tone ?? 'default'}>
      {found.label}
    </Tag>
  )
}
