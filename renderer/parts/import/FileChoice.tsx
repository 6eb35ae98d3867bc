/** Where a file comes from: dropped here, or chosen in the system's dialogue. */
import InboxOutlined from '@ant-design/icons/InboxOutlined'
import { Button } from 'antd'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './import.css'

/** Whether a drag carries files at all, and not a text of the page. */
export const carriesFile = (event: Pick<DragEvent, 'dataTransfer'>): boolean =>
  event.dataTransfer.types.includes('Files')

export function FileChoice({
  busy,
  hint,
  onFile,
  onChoose,
}: {
  busy: boolean
  /** Which columns the file should have. */
  hint: string
  onFile: (file: File) => void
  onChoose: () => void
}) {
  const { t } = useTranslation('imports')
  const [over, setOver] = useState(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button does the same by keyboard
    <div
      className={over ? 'file-choice file-choice-over' : 'file-choice'}
      onDragOver={(event) => {
        if (!carriesFile(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        event.stopPropagation()
        setOver(false)
        const [file] = event.dataTransfer.files
        if (file) onFile(file)
      }}
    >
      <InboxOutlined aria-hidden="true" />
      <strong>{t('drop')}</strong>
      <span className="quiet">{hint}</span>
      <Button loading={busy} onClick={onChoose}>
        {t('choose')}
      </Button>
      <span className="quiet">{t('limits')}</span>
    </div>
  )
}
