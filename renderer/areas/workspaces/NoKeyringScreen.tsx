import LockOutlined from '@ant-design/icons/LockOutlined'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

/** Nothing is opened, made or deleted without the keyring; the person can only unlock it and look again. */
export function NoKeyringScreen({ backend }: { backend: string }) {
  const { t } = useTranslation('workspaces')
  const { t: tc } = useTranslation('common')
  const queries = useQueryClient()
  return (
    <div className="state-screen" role="alert">
      <LockOutlined className="state-mark" />
      <h1>{t('noKeyringTitle')}</h1>
      <p>{t('noKeyringText', { backend })}</p>
      <p className="state-safe">{t('noKeyringSafe')}</p>
      <p>{t('noKeyringTodo')}</p>
      <Button type="primary" onClick={() => void queries.invalidateQueries()}>
        {tc('retry')}
      </Button>
    </div>
  )
}
