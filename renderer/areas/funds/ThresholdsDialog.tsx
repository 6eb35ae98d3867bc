/** When a balance warns; the whole workspace shares it. */
import { Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { foldWidth } from '#renderer/parts/fold.ts'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import { Thresholds } from '#shared/contract/funds.ts'
import { fen, parseYuan, yuanText } from '#shared/money.ts'
import '#renderer/parts/batch/batch.css'

export function ThresholdsDialog({ now, onClose }: { now: Thresholds; onClose: () => void }) {
  const { t } = useTranslation('funds')
  const { t: tc } = useTranslation('common')
  const { done } = useNotices()
  const field = useId()
  const [text, setText] = useState({
    partnerLow: yuanText(fen(now.partnerLow)),
    customerLow: yuanText(fen(now.customerLow)),
    days: String(now.days),
  })
  const write = useWrite(api.funds.setThresholds, {
    onDone: () => {
      done(t('outlook.saved'))
      onClose()
    },
  })
  const plain = (value: string): string => foldWidth(value).replaceAll(',', '').trim()
  const read = Thresholds.safeParse({
    partnerLow: parseYuan(plain(text.partnerLow)),
    customerLow: parseYuan(plain(text.customerLow)),
    days: Number(plain(text.days) || 'x'),
  })
  const wrong = new Set(read.success ? [] : read.error.issues.map(({ path }) => path[0]))
  const save = (): void => {
    if (read.success && !write.isPending) write.mutate(read.data)
  }
  return (
    <Modal
      open
      title={t('outlook.thresholds')}
      onCancel={onClose}
      destroyOnHidden
      footer={[
        <Button key="cancel" onClick={onClose}>
          {tc('cancel')}
        </Button>,
        <Button key="save" type="primary" disabled={!read.success} loading={write.isPending} onClick={save}>
          {t('outlook.save')}
        </Button>,
      ]}
    >
      <form
        className="batch-terms funds-terms"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        {(['partnerLow', 'customerLow', 'days'] as const).map((name) => (
          <div key={name} className="funds-term">
            <label htmlFor={`${field}-${name}`}>{t(`outlook.${name}`)}</label>
            <Input
              id={`${field}-${name}`}
              value={text[name]}
              inputMode={name === 'days' ? 'numeric' : 'decimal'}
              autoComplete="off"
              status={wrong.has(name) ? 'error' : ''}
              aria-invalid={wrong.has(name)}
              onChange={(event) => setText({ ...text, [name]: event.target.value })}
            />
          </div>
        ))}
        <span className="quiet">{t('outlook.daysHint')}</span>
        <button type="submit" hidden />
      </form>
      {write.error && <ErrorNotice error={write.error} onRetry={save} />}
    </Modal>
  )
}
