/** Who will see how many of the customers otherwise than before: said before anything changes hands (R-CUST-03). */
import { useTranslation } from 'react-i18next'
import type { BatchEffect } from '#shared/contract/batches.ts'

const number = new Intl.NumberFormat('en-US')

export function Sight({ effects }: { effects: readonly BatchEffect[] }) {
  const { t } = useTranslation('managers')
  if (effects.length === 0) return null
  return (
    <section aria-label={t('sight.title')}>
      <h3 className="sight-title">{t('sight.title')}</h3>
      <ul className="sight">
        {effects.map(({ who, name, role, sight, count }) => (
          <li key={`${who} ${role} ${sight}`} data-sight={sight}>
            <span className="sight-word">{t(`sight.${sight}`)}</span>
            <span>
              {name ? `${name}（${who}）` : who} · {t(`sight.${role}`)}
            </span>
            <span className="sight-count">{t('sight.count', { n: number.format(count) })}</span>
          </li>
        ))}
      </ul>
      <p className="quiet">{t('sight.rule')}</p>
    </section>
  )
}
