import { Button, Modal, Spin } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ConnectionResult } from '#renderer/app/ConnectionResult.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'

/** Tries address, credential and each permission now. */
export function ConnectionTest({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('sync')
  const { t: tc } = useTranslation('common')
  const { mutate, data, error, isPending } = useWrite(api.sync.testConnection)
  useEffect(() => mutate({}), [mutate])
  return (
    <Modal
      open
      width={760}
      title={t('testTitle')}
      onCancel={onClose}
      footer={[
        <Button key="again" disabled={isPending} onClick={() => mutate({})}>
          {tc('retry')}
        </Button>,
        <Button key="close" type="primary" onClick={onClose}>
          {tc('close')}
        </Button>,
      ]}
    >
      {isPending && (
        <p role="status" className="testing">
          <Spin size="small" /> {t('testing')}
        </p>
      )}
      {error && <ErrorNotice error={error} />}
      {data && <ConnectionResult report={data} />}
    </Modal>
  )
}
