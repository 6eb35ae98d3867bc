/** How many open items a confirmation may leave: settable by who may confirm, and audited. */
import { Button, InputNumber, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'

/** 0 until it is known: the strictest. */
export const useOpenLimit = (): number => useRead(api.deadlines.next, {}).data?.openLimit ?? 0

export function OpenLimit() {
  const { t } = useTranslation('deadlines')
  const mayConfirm = usePermitted('incentive.confirm') === true
  const limit = useOpenLimit()
  const field = useId()
  const [next, setNext] = useState<number | null>(null)
  const save = useWrite(api.deadlines.setOpenLimit, { onDone: () => setNext(null) })
  return (
    <p className="quiet">
      {limit === 0 ? t('limit.none') : t('limit.some', { n: limit })}{' '}
      {mayConfirm && (
        <Button size="small" type="link" onClick={() => setNext(limit)}>
          {t('limit.change')}
        </Button>
      )}
      <Modal
        open={next !== null}
        title={t('limit.title')}
        okText={t('limit.save')}
        okButtonProps={{ loading: save.isPending }}
        onOk={() => next !== null && save.mutate({ openLimit: next })}
        onCancel={() => setNext(null)}
        destroyOnHidden
      >
        <p>{t('limit.text')}</p>
        <label htmlFor={field}>{t('limit.label')}</label>{' '}
        <InputNumber<number>
          id={field}
          min={0}
          max={100_000}
          precision={0}
          value={next ?? 0}
          onChange={(value) => setNext(value ?? 0)}
        />
        {save.error && <ErrorNotice error={save.error} />}
      </Modal>
    </p>
  )
}
