import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { SharingRole } from '#shared/rules/growth.ts'

/** What each kind of the partner needs to share, and what of it is there (R-GROW-22). */
export function RolesPanel({ roles }: { roles: readonly SharingRole[] | null }) {
  const { t } = useTranslation('growth')
  if (roles === null || roles.length === 0) return <Alert type="info" showIcon title={t('roles.unknown')} />
  const kindOf = (kind: string): string =>
    kind === 'SOLUTION_PROVIDER' || kind === 'GENERAL_DISTRIBUTOR' || kind === 'CLOUD_RESELLER'
      ? t(`partnerKind.${kind}`)
      : kind
  return (
    <section className="block" aria-label={t('roles.title')}>
      <h2>{t('roles.title')}</h2>
      <ul className="growth-roles">
        {roles.map(({ kind, may, needs }) => (
          <li key={kind}>
            <strong>{t(may ? 'roles.may' : 'roles.mayNot', { kind: kindOf(kind) })}</strong>
            {needs.map(({ name, met }) => (
              <span key={name} className={met ? 'growth-met' : 'growth-unmet'}>
                {met ? '✓' : '✗'} {t(`roles.needs.${name}`)}（{t(met ? 'roles.met' : 'roles.unmet')}）
              </span>
            ))}
          </li>
        ))}
      </ul>
      <p className="quiet">{t('roles.matched')}</p>
    </section>
  )
}
