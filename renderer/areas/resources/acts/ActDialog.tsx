/** The frame of a dialogue about resources: what is about to happen, the word, and then what becomes of each act. */
import { Button, Modal } from 'antd'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { ActResult, type Named } from './ActResult.tsx'
import type { Acts } from './useActs.ts'
import '#renderer/parts/batch/batch.css'

export function ActDialog<P>({
  title,
  action,
  danger = false,
  ready,
  resources,
  acts,
  onSubmit,
  onClose,
  children,
}: {
  title: string
  /** Verb and object on the button. */
  action: string
  danger?: boolean
  /** Nothing keeps it from being submitted. */
  ready: boolean
  /** In the order of the acts. */
  resources: readonly Named[]
  acts: Pick<Acts<P>, 'pending' | 'error' | 'acts'>
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}) {
  const { t } = useTranslation('resources')
  const back = useRef<HTMLButtonElement>(null)
  const done = acts.acts
  const footer = done
    ? [
        <Button key="close" type="primary" autoFocus onClick={onClose}>
          {t('act.close')}
        </Button>,
      ]
    : [
        <Button key="cancel" ref={back} onClick={onClose}>
          {t('act.cancel')}
        </Button>,
        <Button key="act" type="primary" danger={danger} disabled={!ready} loading={acts.pending} onClick={onSubmit}>
          {action}
        </Button>,
      ]
  return (
    <Modal
      open
      width={780}
      title={title}
      onCancel={onClose}
      destroyOnHidden
      // The dialogue takes the focus for itself when it opens; cancel is the default.
      afterOpenChange={(opened) => {
        if (opened) back.current?.focus()
      }}
      footer={footer}
    >
      <div className="batch-section">
        {done ? <ActResult named={resources} acts={done} /> : children}
        {acts.error && <ErrorNotice error={acts.error} onRetry={onSubmit} />}
      </div>
    </Modal>
  )
}
