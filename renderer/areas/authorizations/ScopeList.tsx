import { useTranslation } from 'react-i18next'
import { authorizationScope } from '#shared/rules/authorizations.ts'
import './authorizations.css'

/** What an authorization allows (R-AUTH-05). */
export function ScopeList() {
  const { t } = useTranslation('authorizations')
  return (
    <section className="authorization-scope" aria-label={t('block.scope')}>
      <h3>{t('block.scope')}</h3>
      <ul>
        {authorizationScope.map((one) => (
          <li key={one}>{t(`scope.${one}`)}</li>
        ))}
      </ul>
    </section>
  )
}
