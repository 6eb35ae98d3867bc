/** Every command and page by name, pinyin or initials. */
import { Modal } from 'antd'
import { Command as Cmdk, defaultFilter } from 'cmdk'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { foldWidth } from '#renderer/parts/fold.ts'
import { runCommand, useOffers } from '#renderer/stores/commands.ts'
import { platform } from '../bridge.ts'
import { type CommandName, commandGroups, commandList } from '../commands.ts'
import { keyNames } from '../keys.ts'

/** What a command is found by beside its label: its pinyin, its initials, its label in the other language. */
function wordsFor(pinyin: string, other: string): string[] {
  const syllables = pinyin.split(' ')
  return [syllables.join(''), syllables.map((syllable) => syllable[0]).join(''), other]
}

/** What holds the typed text as it stands comes before what only has its letters in this order. */
function rank(value: string, typed: string, keywords: string[] = []): number {
  const text = typed.trim().toLowerCase()
  if ([value, ...keywords].some((word) => word.toLowerCase().includes(text))) return 1
  return defaultFilter(value, typed, keywords) / 2
}

export function Palette({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation('frame')
  const inOther = i18n.getFixedT(i18n.language === 'zh' ? 'en' : 'zh', 'frame')
  const offers = useOffers((state) => state.offers)
  const [text, setText] = useState('')
  const run = (name: CommandName): void => {
    onClose()
    // After the overlay is gone, so that a command may move the cursor.
    setTimeout(() => runCommand(name))
  }
  const offered = commandList.filter(({ name }) => (offers[name]?.length ?? 0) > 0)
  const item = ({ name, group, pinyin, keys }: (typeof commandList)[number]) => (
    <Cmdk.Item
      key={name}
      value={`${group} ${t(`commands.${name}`)}`}
      keywords={wordsFor(pinyin, inOther(`commands.${name}`))}
      onSelect={() => run(name)}
      className="palette-item"
    >
      <span>{t(`commands.${name}`)}</span>
      {keys?.[0] && <KeyCaps keys={keys[0]} />}
    </Cmdk.Item>
  )
  return (
    <Modal
      open
      // The name is for those who hear the page; those who see it see what it is.
      title={t('palette.title')}
      styles={{ header: { display: 'none' } }}
      footer={null}
      closable={false}
      onCancel={onClose}
      width={560}
      className="palette"
    >
      <Cmdk label={t('palette.title')} filter={rank} loop>
        <Cmdk.Input
          autoFocus
          value={text}
          onValueChange={(typed) => setText(foldWidth(typed))}
          placeholder={t('palette.placeholder')}
          className="palette-field"
        />
        <Cmdk.List className="palette-list">
          <Cmdk.Empty className="palette-empty">{t('palette.empty')}</Cmdk.Empty>
          {/* Groups are for reading; what was typed orders all commands by how well they fit. */}
          {text.trim() === ''
            ? commandGroups.map((group) => (
                <Cmdk.Group key={group} heading={t(`commandGroups.${group}`)}>
                  {offered.filter((command) => command.group === group).map(item)}
                </Cmdk.Group>
              ))
            : offered.map(item)}
        </Cmdk.List>
      </Cmdk>
      <div className="palette-hint">{t('palette.hint')}</div>
    </Modal>
  )
}

export function KeyCaps({ keys }: { keys: string }) {
  return (
    <span className="keycaps">
      {keyNames(keys, platform()).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  )
}
