import { useTranslation } from 'react-i18next'
import './parts.css'

export type CodeTone = 'neutral' | 'accent' | 'violet' | 'good' | 'warn' | 'bad'

export interface CodeLabel {
  label: string
  tone?: CodeTone
}

/** A vendor code by its known label; a value the program does not know is shown as it came (Law 9). */
export function CodeTag({ value, known }: { value: string | null; known: Readonly<Record<string, CodeLabel>> }) {
  if (value === null || value === '') return null
  const found = Object.hasOwn(known, value) ? known[value] : undefined
  if (!found) return <UnknownCode value={value} />
  return <span className={`code-tag code-${found.tone ?? 'neutral'}`}>{found.label}</span>
}

/** Apart, because asking for texts costs more than the tag, and a grid draws hundreds of known ones. */
function UnknownCode({ value }: { value: string }) {
  const { t } = useTranslation('parts')
  return (
    <span className="code-tag code-unknown" title={t('code.unknownTip')}>
      {t('code.unknown', { value })}
    </span>
  )
}
