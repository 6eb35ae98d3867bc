import { DeleteOutlined, SaveOutlined } from '@ant-design/icons'
import { Button, Input, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDanger } from '#renderer/parts/ConfirmDanger.tsx'
import './parts.css'

export interface NamedView {
  id: string
  name: string
}

const NAME_LIMIT = 40

/** Views of one's own: a filter and an order under a name. */
export function SavedViews({
  views,
  activeId,
  onApply,
  onSave,
  onDelete,
}: {
  views: readonly NamedView[]
  /** The view whose filter and order are shown now. */
  activeId: string | null
  onApply: (id: string) => void
  onSave: (name: string) => void
  onDelete: (id: string) => void
}) {
  const { t } = useTranslation('parts')
  const [name, setName] = useState('')
  const [naming, setNaming] = useState(false)
  const [leaving, setLeaving] = useState<NamedView | null>(null)
  const save = (): void => {
    if (name.trim() === '') return
    onSave(name.trim())
    setName('')
    setNaming(false)
  }
  return (
    <div className="saved-views" role="toolbar" aria-label={t('views.title')}>
      {views.map((view) => (
        <span key={view.id} className="saved-view">
          <Button
            size="small"
            type={view.id === activeId ? 'primary' : 'default'}
            ghost={view.id === activeId}
            aria-pressed={view.id === activeId}
            title={view.name}
            onClick={() => onApply(view.id)}
          >
            <span className="saved-view-name">{view.name}</span>
          </Button>
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('views.delete', { name: view.name })}
            onClick={() => setLeaving(view)}
          />
        </span>
      ))}
      <Popover
        trigger="click"
        open={naming}
        onOpenChange={setNaming}
        destroyOnHidden
        title={t('views.saveTitle')}
        content={
          <form
            className="saved-view-form"
            onSubmit={(event) => {
              event.preventDefault()
              save()
            }}
          >
            <Input
              autoFocus
              aria-label={t('views.name')}
              placeholder={t('views.name')}
              maxLength={NAME_LIMIT}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <Button type="primary" htmlType="submit" disabled={name.trim() === ''}>
              {t('views.save')}
            </Button>
          </form>
        }
      >
        <Button size="small" type="dashed" icon={<SaveOutlined />}>
          {t('views.saveTitle')}
        </Button>
      </Popover>
      <ConfirmDanger
        open={leaving !== null}
        title={t('views.deleteTitle', { name: leaving?.name ?? '' })}
        action={t('views.deleteAction')}
        onCancel={() => setLeaving(null)}
        onConfirm={() => {
          if (leaving) onDelete(leaving.id)
          setLeaving(null)
        }}
      >
        {t('views.deleteText')}
      </ConfirmDanger>
    </div>
  )
}
