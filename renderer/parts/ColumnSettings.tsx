import { ArrowDownOutlined, ArrowUpOutlined, SettingOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover } from 'antd'
import { useTranslation } from 'react-i18next'
import { arrange, reorder } from '#renderer/parts/ledger/columns.ts'
import type { ColumnSetting, LedgerColumn } from '#renderer/parts/ledger/types.ts'
import './parts.css'

/** Which columns are shown and in which order; the frozen ones stay where they are. */
export function ColumnSettings<Row>({
  columns,
  settings,
  onChange,
}: {
  columns: readonly LedgerColumn<Row>[]
  settings: readonly ColumnSetting[] | null
  /** null = as declared. */
  onChange: (settings: ColumnSetting[] | null) => void
}) {
  const { t } = useTranslation('parts')
  const byKey = new Map(columns.map((column) => [column.key, column]))
  const all = arrange(columns, settings)
  const movable = all.filter((setting) => {
    const column = byKey.get(setting.key)
    return column && !column.frozen && !column.actions
  })
  const show = (key: string, visible: boolean): void =>
    onChange(all.map((setting) => (setting.key === key ? { ...setting, visible } : setting)))
  const list = (
    <div className="column-settings">
      <ul>
        {movable.map((setting, at) => {
          const column = byKey.get(setting.key)
          if (!column) return null
          const before = movable[at - 1]
          const after = movable[at + 1]
          return (
            <li key={setting.key}>
              <Checkbox
                checked={setting.visible}
                disabled={column.required === true}
                onChange={(event) => show(setting.key, event.target.checked)}
              >
                {column.title}
              </Checkbox>
              <span>
                <Button
                  size="small"
                  type="text"
                  icon={<ArrowUpOutlined />}
                  disabled={!before}
                  aria-label={t('columns.up', { title: column.title })}
                  onClick={() => before && onChange(reorder(all, setting.key, before.key))}
                />
                <Button
                  size="small"
                  type="text"
                  icon={<ArrowDownOutlined />}
                  disabled={!after}
                  aria-label={t('columns.down', { title: column.title })}
                  onClick={() => after && onChange(reorder(all, after.key, setting.key))}
                />
              </span>
            </li>
          )
        })}
      </ul>
      <Button size="small" onClick={() => onChange(null)}>
        {t('columns.reset')}
      </Button>
    </div>
  )
  return (
    <Popover trigger="click" placement="bottomRight" title={t('columns.title')} content={list}>
      <Button icon={<SettingOutlined />}>{t('columns.title')}</Button>
    </Popover>
  )
}
