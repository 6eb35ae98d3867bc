import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { useIdentity, useWorkspaceReady } from '#renderer/app/usePermitted.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'

const links = ['portal-home', 'portal-customers', 'portal-credentials', 'portal-help'] as const

function Who() {
  const { t } = useTranslation('settings')
  const identity = useIdentity()
  if (!identity) return null
  if (!identity.known) return <p className="quiet">{t('identityUnknown')}</p>
  return (
    <dl className="about">
      <dt>{t('identity')}</dt>
      <dd>
        {[identity.name, identity.accountName].filter(Boolean).join(' · ')}{' '}
        {identity.roles.map((role) => t(`roles.${role}`)).join('、')}
      </dd>
      <dt>{t('scope')}</dt>
      <dd>
        {t(`scopes.${identity.scope}`)} <AsOf at={identity.asOf} />
      </dd>
    </dl>
  )
}

export function About() {
  const { t } = useTranslation('settings')
  const { t: tc } = useTranslation('common')
  const ready = useWorkspaceReady()
  const { fault } = useNotices()
  const info = useRead(api.system.info, {}).data
  const open = useWrite(api.system.openOutside)
  return (
    <Panel title={t('about')}>
      {ready && <Who />}
      {info && (
        <dl className="about">
          <dt>{t('version')}</dt>
          <dd>
            {tc('appName')} {info.version}
          </dd>
          <dt>{t('runtime')}</dt>
          <dd>
            Electron {info.electron} · Chromium {info.chromium} · Node {info.node}
          </dd>
          <dt>{t('database')}</dt>
          <dd>SQLite {info.sqlite}</dd>
          <dt>{t('cipher')}</dt>
          <dd>{info.cipher}</dd>
          <dt>{t('platform')}</dt>
          <dd>{info.platform}</dd>
        </dl>
      )}
      <h3 className="about-links">{t('help')}</h3>
      <div className="about-buttons">
        {links.map((link) => (
          <Button key={link} onClick={() => open.mutate({ link }, { onError: fault })}>
            {t(`links.${link}`)}
          </Button>
        ))}
      </div>
      <p role="status" className="quiet">
        {open.data && !open.data.opened ? t('notOpened') : ''}
      </p>
    </Panel>
  )
}
