/** Terms kept under a name: use, keep, delete. */
import DeleteOutlined from '@ant-design/icons/DeleteOutlined'
import { Button, Input, Popover, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { ConfirmDanger } from '#renderer/parts/ConfirmDanger.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { CouponTerms } from '#shared/contract/batches.ts'

const NAME_MOST = 40

export function Templates({ terms, onUse }: { terms: CouponTerms | null; onUse: (terms: CouponTerms) => void }) {
  const { t } = useTranslation('batches')
  const { done, fault } = useNotices()
  const [naming, setNaming] = useState(false)
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [deleting, setDeleting] = useState(false)
  const templates = useRead(api.batches.templates, { kind: 'coupons.issue' }).data?.templates ?? []
  const save = useWrite(api.batches.saveTemplate, {
    onDone: () => {
      setNaming(false)
      setName('')
      done(t('terms.templateSaved'))
    },
  })
  const remove = useWrite(api.batches.deleteTemplate, {
    onDone: () => {
      setDeleting(false)
      setChosen(null)
    },
  })
  const named = templates.find(({ templateId }) => templateId === chosen)
  const keep = (): void => {
    if (terms === null || name.trim() === '') return
    const same = templates.find((one) => one.name === name.trim())
    const templateId = same?.templateId ?? crypto.randomUUID()
    save.mutate({ templateId, name: name.trim(), terms }, { onError: fault })
  }
  return (
    <div className="batch-line">
      <Select<string>
        aria-label={t('terms.template')}
        className="batch-template"
        placeholder={t('terms.templateNone')}
        value={chosen}
        options={templates.map(({ templateId, name: label }) => ({ value: templateId, label }))}
        onChange={(templateId) => {
          setChosen(templateId)
          const template = templates.find((one) => one.templateId === templateId)
          if (template?.terms.kind === 'coupons.issue') onUse(template.terms)
        }}
      />
      <Popover
        open={naming}
        onOpenChange={setNaming}
        trigger="click"
        content={
          <form
            className="batch-line"
            onSubmit={(event) => {
              event.preventDefault()
              keep()
            }}
          >
            <Input
              autoFocus
              aria-label={t('terms.templateName')}
              placeholder={t('terms.templateName')}
              maxLength={NAME_MOST}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <Button type="primary" htmlType="submit" disabled={name.trim() === ''} loading={save.isPending}>
              {t('terms.templateSave')}
            </Button>
          </form>
        }
      >
        <Button disabled={terms === null}>{t('terms.templateSave')}</Button>
      </Popover>
      {named && (
        <Button icon={<DeleteOutlined />} aria-label={t('terms.templateDelete')} onClick={() => setDeleting(true)} />
      )}
      <ConfirmDanger
        open={deleting}
        title={t('terms.templateDelete')}
        action={t('terms.templateDelete')}
        busy={remove.isPending}
        onConfirm={() => named && remove.mutate({ templateId: named.templateId }, { onError: fault })}
        onCancel={() => setDeleting(false)}
      >
        <p>{named?.name}</p>
      </ConfirmDanger>
    </div>
  )
}
