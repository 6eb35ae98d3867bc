import { Button, Modal, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'

/** A person's word on who else moves money on this account decides what a record proves (R-CUST-36). */
export function Alone({ alone }: { alone: boolean }) {
  const { t } = useTranslation('pending')
  const { fault } = useNotices()
  const [open, setOpen] = useState(false)
  const declare = useWrite(api.outbox.declareAlone)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('alone.button')}</Button>
      <Modal open={open} title={t('alone.title')} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <div className="outbox-dialog">
          <p>{t('alone.text')}</p>
          <div className="outbox-alone">
            <Switch
              checked={alone}
              loading={declare.isPending}
              aria-label={t('alone.switch')}
              onChange={(on) => declare.mutate({ alone: on }, { onError: fault })}
            />
            <span>{t('alone.switch')}</span>
          </div>
          <p className="quiet">{alone ? t('alone.on') : t('alone.off')}</p>
        </div>
      </Modal>
    </>
  )
}
