/** A page that fell, and an address that leads nowhere: the frame stays. */
import type { ErrorComponentProps } from '@tanstack/react-router'
import { Link, useRouter } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

export function PageFault({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('frame')
  const router = useRouter()
  const again = (): void => {
    reset()
    void router.invalidate()
  }
  return (
    <div className="page fault" role="alert">
      <h1>{t('crash.title')}</h1>
      <p>{t('crash.safe')}</p>
      <p>{t('crash.todo')}</p>
      <pre className="crash-text">{error instanceof Error ? `${error.name}: ${error.message}` : String(error)}</pre>
      <div className="fault-actions">
        <Button type="primary" onClick={again}>
          {t('crash.again')}
        </Button>
        <Link to="/" onClick={reset}>
          {t('crash.home')}
        </Link>
      </div>
    </div>
  )
}

export function Missing() {
  const { t } = useTranslation('frame')
  return (
    <div className="page fault">
      <h1>{t('missing.title')}</h1>
      <p>{t('missing.text')}</p>
      <div className="fault-actions">
        <Link to="/">{t('missing.home')}</Link>
      </div>
    </div>
  )
}
