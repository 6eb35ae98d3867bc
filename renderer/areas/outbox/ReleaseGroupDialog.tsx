/** A whole batch released with one word and one code. */
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { IntentGroup } from '#shared/contract/outbox.ts'
import { CodeField, codeProblem } from './CodeField.tsx'

export function ReleaseGroupDialog({
  group,
  name,
  onClose,
}: {
  group: IntentGroup
  name: string
  onClose: () => void
}) {
  const { t } = useTranslation('pending')
  const { done } = useNotices()
  const [code, setCode] = useState('')
  const codeNeeded = useRead(api.outbox.status, {}).data?.codeNeeded ?? false
  const release = useWrite(api.outbox.releaseGroup, {
    onDone: ({ released }) => {
      done(t('released', { n: released }))
      onClose()
    },
  })
  const problem = codeProblem(release.error)
  const asks = codeNeeded || problem !== null
  return (
    <Modal
      open
      title={t('release.title', { n: group.unreleased })}
      onCancel={onClose}
      destroyOnHidden
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('cancel')}
        </Button>,
        <Button
          key="act"
          type="primary"
          autoFocus={!asks}
          disabled={asks && code.length < 4}
          loading={release.isPending}
          onClick={() => release.mutate({ groupId: group.groupId, ...(asks ? { code } : {}) })}
        >
          {t('release.act', { n: group.unreleased })}
        </Button>,
      ]}
    >
      <div className="outbox-dialog">
        <p>
          {name}
          <br />
          {t('release.sum')} <Money amount={group.sum} strong />
        </p>
        <p>{t('release.text')}</p>
        {asks && <CodeField value={code} problem={problem} onChange={setCode} />}
        {release.error && problem === null && <ErrorNotice error={release.error} />}
      </div>
    </Modal>
  )
}
