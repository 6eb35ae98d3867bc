import { Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { workspaces } from '#renderer/app/texts/zh/workspaces.ts'

const isKnown = (step: string): step is keyof typeof workspaces.openingSteps =>
  Object.hasOwn(workspaces.openingSteps, step)

export function OpeningScreen({ name, step }: { name: string; step: string }) {
  const { t } = useTranslation('workspaces')
  return (
    <div className="state-screen" role="status">
      <Spin />
      <h1>{t('openingTitle', { name })}</h1>
      <p className="quiet">{isKnown(step) ? t(`openingSteps.${step}`) : step}</p>
    </div>
  )
}
