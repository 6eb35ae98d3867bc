import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { commandGroups, commandList } from '../commands.ts'
import { KeyCaps } from './Palette.tsx'

const gridKeys = [
  ['gridArrows', '↑ ↓ ← →'],
  ['gridSpace', 'Space'],
  ['gridEnter', 'Enter'],
  ['gridEdit', 'F2'],
  ['gridPrevNext', '[ ]'],
  ['gridCopy', '$mod+c'],
] as const

function Row({ label, keys }: { label: string; keys: string }) {
  return (
    <div className="shortcut">
      <dt>{label}</dt>
      <dd>
        {keys.split(' ').map((one) => (
          <KeyCaps key={one} keys={one} />
        ))}
      </dd>
    </div>
  )
}

/** All keys on one sheet. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('frame')
  return (
    <Modal open title={t('shortcuts.title')} footer={null} onCancel={onClose} width={720}>
      <div className="shortcuts">
        {commandGroups.map((group) => {
          const listed = commandList.filter((command) => command.group === group && command.keys)
          return listed.length === 0 ? null : (
            <section key={group}>
              <h3>{t(`commandGroups.${group}`)}</h3>
              <dl>
                {listed.map(({ name, keys }) => (
                  <Row key={name} label={t(`commands.${name}`)} keys={keys?.[0] ?? ''} />
                ))}
              </dl>
            </section>
          )
        })}
        <section>
          <h3>{t('shortcuts.grid')}</h3>
          <dl>
            {gridKeys.map(([name, keys]) => (
              <Row key={name} label={t(`shortcuts.${name}`)} keys={keys} />
            ))}
          </dl>
        </section>
      </div>
      <p className="shortcuts-note">{t('shortcuts.note')}</p>
    </Modal>
  )
}
