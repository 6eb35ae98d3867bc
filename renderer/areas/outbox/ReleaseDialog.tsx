/** One look at everything that is about to leave, one word for all of it, one code where the account asks (R-CUST-37). */
import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import { CodeField, codeProblem } from './CodeField.tsx'
import type { PendingRow } from './rows.ts'
import { Summary } from './Summary.tsx'

/** The call takes this many, and a code is asked once. */
const MOST = 500

export function ReleaseDialog({
  rows,
  codeNeeded,
  onDone,
  onClose,
}: {
  rows: readonly PendingRow[]
  codeNeeded: boolean
  onDone: () => void
  onClose: () => void
}) {
  const { t } = useTranslation('pending')
  const { done } = useNotices()
  const [code, setCode] = useState('')
  const release = useWrite(api.outbox.release, {
    onDone: ({ released }) => {
      done(t('released', { n: released }))
      onDone()
    },
  })
  const tooMany = rows.length > MOST
  const problem = codeProblem(release.error)
  const asks = codeNeeded || problem !== null
  return (
    <Modal
      open
      title={t('release.title', { n: rows.length })}
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
          disabled={tooMany || (asks && code.length < 4)}
          loading={release.isPending}
          onClick={() => release.mutate({ intentIds: rows.map(({ intentId }) => intentId), ...(asks ? { code } : {}) })}
        >
          {t('release.act', { n: rows.length })}
        </Button>,
      ]}
    >
      <div className="outbox-dialog">
        <Summary rows={rows} />
        <p>{t('release.text')}</p>
        {tooMany && <Alert type="warning" showIcon title={t('release.tooMany', { n: MOST })} />}
        {asks && <CodeField value={code} problem={problem} onChange={setCode} />}
        {release.error && problem === null && <ErrorNotice error={release.error} />}
      </div>
    </Modal>
  )
}
