/** A page that fell, and an address that leads nowhere: the frame stays. */
import type { ErrorComponentProps } from '@tanstack/react-router'
import { Link, useRouter } from '@tanstack/react-router'
import { Button, Result } from 'antd'
import { useTranslation } from 'react-i18next'

export function PageFault({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('frame')
  const router = useRouter()
  const again = (): void => {
    reset()
    void router.invalidate()
  }
  return (
    <div className="page" role="alert">
      <Result
        status="warning"
        title={t('crash.title')}
        subTitle={
          <>
            {t('crash.safe')}
            <br />
            {t('crash.todo')}
          </>
        }
        extra={[
          <Button key="again" type="primary" onClick={again}>
            {t('crash.again')}
          </Button>,
          <Link key="home" to="/" onClick={reset}>
            {t('crash.home')}
          </Link>,
        ]}
      >
        <pre className="crash-text">{error instanceof Error ? `${error.name}: ${error.message}` : String(error)}</pre>
      </Result>
    </div>
  )
}

export function Missing() {
  const { t } = useTranslation('frame')
  return (
    <div className="page">
      <Result
        status="404"
        title={t('missing.title')}
        subTitle={t('missing.text')}
        extra={<Link to="/">{t('missing.home')}</Link>}
      />
    </div>
  )
}
