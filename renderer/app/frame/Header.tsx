import CheckOutlined from '@ant-design/icons/CheckOutlined'
import DesktopOutlined from '@ant-design/icons/DesktopOutlined'
import MoonOutlined from '@ant-design/icons/MoonOutlined'
import QuestionCircleOutlined from '@ant-design/icons/QuestionCircleOutlined'
import SunOutlined from '@ant-design/icons/SunOutlined'
import TranslationOutlined from '@ant-design/icons/TranslationOutlined'
import { Button, Dropdown, Tooltip } from 'antd'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useFrame } from '#renderer/stores/frame.ts'
import { usePreferences } from '../preferences.ts'
import { useWorkspaceReady } from '../usePermitted.ts'
import { JobTray } from './JobTray.tsx'
import { OutboxBadge } from './OutboxBadge.tsx'
import { SearchEverywhere } from './SearchEverywhere.tsx'
import { SyncBadge } from './SyncBadge.tsx'
import { WorkspaceSwitch } from './WorkspaceSwitch.tsx'

// Comes after the first paint: most days nothing ends.
const DeadlineBadge = lazy(() =>
  import('#renderer/areas/deadlines/DeadlineBadge.tsx').then(({ DeadlineBadge }) => ({ default: DeadlineBadge })),
)

const themeIcons = { light: <SunOutlined />, dark: <MoonOutlined />, system: <DesktopOutlined /> }

function ThemeSwitch() {
  const { t } = useTranslation('frame')
  const [{ theme }, change] = usePreferences()
  const items = (['light', 'dark', 'system'] as const).map((key) => ({
    key,
    label: t(`theme.${key}`),
    icon: key === theme ? <CheckOutlined /> : <span className="menu-gap" />,
    onClick: () => change({ theme: key }),
  }))
  return (
    <Dropdown menu={{ items, selectedKeys: [theme] }} trigger={['click']} placement="bottomRight">
      <Tooltip title={`${t('theme.label')}: ${t(`theme.${theme}`)}`}>
        <Button type="text" icon={themeIcons[theme]} aria-label={t('theme.label')} />
      </Tooltip>
    </Dropdown>
  )
}

function LanguageSwitch() {
  const { t } = useTranslation('frame')
  const [{ language }, change] = usePreferences()
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <Tooltip title={t('commands.language')}>
      <Button
        type="text"
        icon={<TranslationOutlined />}
        aria-label={t('commands.language')}
        onClick={() => change({ language: other })}
      />
    </Tooltip>
  )
}

export function Header() {
  const { t } = useTranslation('frame')
  const ready = useWorkspaceReady()
  const open = useFrame((frame) => frame.open)
  return (
    <header className="top">
      <WorkspaceSwitch />
      {ready ? <SearchEverywhere /> : <div className="search-room" />}
      <div className="top-tools">
        {ready && (
          <Suspense>
            <DeadlineBadge />
          </Suspense>
        )}
        {ready && <OutboxBadge />}
        {ready && <SyncBadge />}
        {ready && <JobTray />}
        <ThemeSwitch />
        <LanguageSwitch />
        <Tooltip title={t('commands.shortcuts')}>
          <Button
            type="text"
            icon={<QuestionCircleOutlined />}
            aria-label={t('commands.shortcuts')}
            onClick={() => open('shortcuts')}
          />
        </Tooltip>
      </div>
    </header>
  )
}
