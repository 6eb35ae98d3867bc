/** How the program looks, care of the data, who sits here, what runs. */
import { Segmented } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Page, Panel } from '#renderer/app/Page.tsx'
import { usePreferences } from '#renderer/app/preferences.ts'
import { useWorkspaceReady } from '#renderer/app/usePermitted.ts'
import { About } from './About.tsx'
import { DataCare } from './DataCare.tsx'
import './settings.css'

function Choice<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: T
  options: readonly { value: T; label: string }[]
  onChange: (value: T) => void
}) {
  const id = useId()
  return (
    <div className="setting">
      <span id={id} className="setting-name">
        {label}
      </span>
      <Segmented aria-labelledby={id} value={value} options={[...options]} onChange={onChange} />
    </div>
  )
}

function Appearance() {
  const { t } = useTranslation('settings')
  const { t: tf } = useTranslation('frame')
  const [preferences, change] = usePreferences()
  return (
    <Panel title={t('appearance')}>
      <Choice
        label={t('language')}
        value={preferences.language}
        options={(['zh', 'en'] as const).map((value) => ({ value, label: tf(`language.${value}`) }))}
        onChange={(language) => change({ language })}
      />
      <Choice
        label={t('theme')}
        value={preferences.theme}
        options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`themes.${value}`) }))}
        onChange={(theme) => change({ theme })}
      />
      <Choice
        label={t('density')}
        value={preferences.density}
        options={(['middle', 'compact'] as const).map((value) => ({ value, label: t(`densities.${value}`) }))}
        onChange={(density) => change({ density })}
      />
    </Panel>
  )
}

export function SettingsPage() {
  const { t } = useTranslation('settings')
  const ready = useWorkspaceReady()
  return (
    <Page title={t('title')}>
      <div className="settings">
        <Appearance />
        {ready && <DataCare />}
        <About />
      </div>
    </Page>
  )
}
