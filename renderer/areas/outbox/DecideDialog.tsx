/** A person's last word, with what the records say beside it; nothing is chosen beforehand. */
import { Button, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { reasonOf } from '#renderer/parts/intent.ts'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import { formatBeijing } from '#shared/time.ts'
import type { PendingRow } from './rows.ts'
import { Summary } from './Summary.tsx'

export function DecideDialog({ row, onClose }: { row: PendingRow; onClose: () => void }) {
  const { t } = useTranslation('pending')
  const { t: to } = useTranslation('outbox')
  const [happened, setHappened] = useState<boolean | null>(null)
  const decide = useWrite(api.outbox.decide, { onDone: onClose })
  const { says } = reasonOf(to, row)
  const records = Number(row.detail?.['records'] ?? (row.why === 'ambiguous' ? 1 : 0))
  const found =
    row.why === 'cannot-look'
      ? t('decide.recordsUnread')
      : records === 0
        ? t('decide.recordsNone')
        : t('decide.recordsSome', { n: records })
  return (
    <Modal
      open
      title={t('decide.title')}
      onCancel={onClose}
      destroyOnHidden
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('cancel')}
        </Button>,
        <Button
          key="act"
          type="primary"
          danger
          disabled={happened === null}
          loading={decide.isPending}
          onClick={() => happened !== null && decide.mutate({ intentId: row.intentId, happened })}
        >
          {happened === false ? t('decide.actNot') : t('decide.actHappened')}
        </Button>,
      ]}
    >
      <div className="outbox-dialog">
        <Summary rows={[row]} />
        <dl className="intent-content">
          <dt>{t('decide.records')}</dt>
          <dd>
            {found} · {t('decide.lookedAt', { at: formatBeijing(row.changedAt) })}
            <div className="quiet">{says}</div>
          </dd>
        </dl>
        <Radio.Group
          className="outbox-choice"
          aria-label={t('decide.title')}
          value={happened}
          onChange={(event) => setHappened(event.target.value as boolean)}
        >
          <Radio value={true}>
            <strong>{t('decide.happened')}</strong> {t('decide.happenedText')}
          </Radio>
          <Radio value={false}>
            <strong>{t('decide.not')}</strong> {t('decide.notText')}
          </Radio>
        </Radio.Group>
        <p className="outbox-problem">{t('decide.warn')}</p>
        {decide.error && <ErrorNotice error={decide.error} />}
      </div>
    </Modal>
  )
}
