import WarningOutlined from '@ant-design/icons/WarningOutlined'
import { Button, Tag, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import type { WorkspaceInfo } from '#shared/contract/workspaces.ts'
import { formatBeijing } from '#shared/time.ts'

/** The keyring that protects nothing, by the name the host gives it (electron/host/shell.ts). */
export const isFallbackKeyring = (keyring: string): boolean => keyring === 'plain-file'

export function FallbackMark() {
  const { t } = useTranslation('workspaces')
  return (
    <Tooltip title={t('fallbackText')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the explanation must be reachable by keyboard */}
      <span tabIndex={0}>
        <Tag color="warning" icon={<WarningOutlined />}>
          {t('fallbackMark')}
        </Tag>
      </span>
    </Tooltip>
  )
}

export function WorkspaceCard({
  workspace,
  current,
  opening,
  onOpen,
  onClose,
  onReplace,
  onRemove,
}: {
  workspace: WorkspaceInfo
  current: boolean
  opening: boolean
  onOpen: () => void
  onClose: () => void
  onReplace: () => void
  onRemove: () => void
}) {
  const { t } = useTranslation('workspaces')
  const { name, site, endpoint, demo, credentialKind, credentialHint, keyring, openedAt } = workspace
  return (
    <article className={current ? 'panel workspace-card workspace-current' : 'panel workspace-card'} aria-label={name}>
      <div className="workspace-head">
        <h2 title={name}>{name}</h2>
        {current && <Tag color="success">{t('current')}</Tag>}
        {demo && <Tag>{t('demo')}</Tag>}
      </div>
      <dl className="workspace-facts">
        <dt>{t('site')}</dt>
        <dd>{t(`sites.${site}`)}</dd>
        <dt>{t('endpoint')}</dt>
        <dd title={endpoint}>{endpoint}</dd>
        <dt>{t('credential')}</dt>
        <dd>
          {t(`credentialKinds.${credentialKind}`)} …{credentialHint}
        </dd>
        <dt>{t('keyring')}</dt>
        <dd>{isFallbackKeyring(keyring) ? <FallbackMark /> : keyring}</dd>
        <dt>{t('openedAt')}</dt>
        <dd>{openedAt === null ? t('neverOpened') : formatBeijing(openedAt)}</dd>
      </dl>
      <div className="workspace-actions">
        {current ? (
          <Button onClick={onClose}>{t('close')}</Button>
        ) : (
          <Button type="primary" loading={opening} onClick={onOpen}>
            {t('open')}
          </Button>
        )}
        <Button onClick={onReplace}>{t('replace')}</Button>
        <Tooltip title={current ? t('removeOpen') : null}>
          <Button danger disabled={current} onClick={onRemove}>
            {t('remove')}
          </Button>
        </Tooltip>
      </div>
    </article>
  )
}
