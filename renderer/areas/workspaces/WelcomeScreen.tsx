import CloudSyncOutlined from '@ant-design/icons/CloudSyncOutlined'
import EyeInvisibleOutlined from '@ant-design/icons/EyeInvisibleOutlined'
import SafetyCertificateOutlined from '@ant-design/icons/SafetyCertificateOutlined'
import { useTranslation } from 'react-i18next'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { CreateForm } from './CreateForm.tsx'
import { OtherWorkspaces } from './OtherWorkspaces.tsx'

/** The first thing a stranger sees: what this is, and the one form that starts it. */
export function WelcomeScreen() {
  const { t } = useTranslation('workspaces')
  const known = useRead(api.workspaces.list, {}).data?.workspaces ?? []
  return (
    <div className="welcome">
      <div className="welcome-words">
        <h1>{t('welcome')}</h1>
        <p>{t('welcomeText')}</p>
        <ul className="welcome-points">
          <li>
            <SafetyCertificateOutlined /> {t('welcomePoints.local')}
          </li>
          <li>
            <CloudSyncOutlined /> {t('welcomePoints.offline')}
          </li>
          <li>
            <EyeInvisibleOutlined /> {t('welcomePoints.masked')}
          </li>
        </ul>
        {known.length > 0 && <OtherWorkspaces workspaces={known} />}
      </div>
      <section className="panel" aria-label={t('create')}>
        <div className="panel-head">
          <h2>{t('create')}</h2>
        </div>
        <CreateForm />
      </section>
    </div>
  )
}
