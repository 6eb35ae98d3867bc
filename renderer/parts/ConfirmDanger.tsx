import { Button, Input, type InputRef, Modal } from 'antd'
import { type ReactNode, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { foldWidth } from '#renderer/parts/fold.ts'
import './parts.css'

/** A decision that cannot be undone: cancel is the default, verb and object stand on the button. */
export function ConfirmDanger({
  open,
  title,
  children,
  action,
  typed,
  busy = false,
  onConfirm,
  onCancel,
}: {
  open: boolean
  title: string
  children: ReactNode
  /** Verb and object, e.g. 删除备注. */
  action: string
  /** Name that must be typed before the button works. */
  typed?: string
  busy?: boolean
  onConfirm: () => void
  onCancel: () => void
}) {
  const { t } = useTranslation('parts')
  const [text, setText] = useState('')
  const field = useId()
  const cancel = useRef<HTMLButtonElement>(null)
  const input = useRef<InputRef>(null)
  const agreed = typed === undefined || foldWidth(text.trim()) === foldWidth(typed.trim())
  return (
    <Modal
      open={open}
      title={title}
      onCancel={onCancel}
      afterClose={() => setText('')}
      // The dialogue takes the focus for itself when it opens.
      afterOpenChange={(shown) => {
        if (shown) (input.current ?? cancel.current)?.focus()
      }}
      destroyOnHidden
      footer={[
        <Button key="cancel" ref={cancel} onClick={onCancel}>
          {t('confirm.cancel')}
        </Button>,
        <Button key="act" danger type="primary" disabled={!agreed} loading={busy} onClick={onConfirm}>
          {action}
        </Button>,
      ]}
    >
      {children}
      {typed !== undefined && (
        <div className="confirm-typed">
          <label htmlFor={field}>{t('confirm.type', { name: typed })}</label>
          <Input
            id={field}
            ref={input}
            value={text}
            onChange={(event) => setText(event.target.value)}
            autoComplete="off"
          />
        </div>
      )}
    </Modal>
  )
}
