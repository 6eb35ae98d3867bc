import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { PrintVerdict } from '#shared/contract/documents.ts'
import { PrintFacts } from './PrintFacts.tsx'

const tones = {
  genuine: 'success',
  reprint: 'info',
  void: 'warning',
  altered: 'error',
  unknown: 'warning',
  foreign: 'warning',
} as const satisfies Record<PrintVerdict['verdict'], string>

/** Genuine, altered or reprinted: by the code on the paper, or by the bytes of a file. */
export function CheckPanel() {
  const { t } = useTranslation('documents')
  const [text, setText] = useState('')
  const [found, setFound] = useState<PrintVerdict | null>(null)
  const check = useWrite(api.documents.check, { onDone: setFound })
  const open = useWrite(api.documents.checkFile, { onDone: ({ verdict }) => verdict && setFound(verdict) })
  const error = check.error ?? open.error
  return (
    <Panel title={t('tabs.check')}>
      <p className="quiet">{t('check.intro')}</p>
      <form
        className="documents-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim() !== '') check.mutate({ text: text.slice(0, 400) })
        }}
      >
        <Input
          className="documents-code"
          aria-label={t('check.text')}
          placeholder="PW1:DZ-…"
          autoComplete="off"
          value={text}
          // A scanner types over what stood there.
          onFocus={({ target }) => target.select()}
          onChange={({ target }) => setText(target.value)}
        />
        <Button type="primary" htmlType="submit" disabled={text.trim() === ''} loading={check.isPending}>
          {t('check.go')}
        </Button>
        <Button loading={open.isPending} onClick={() => open.mutate({})}>
          {t('check.open')}
        </Button>
      </form>
      {error && <ErrorNotice error={error} />}
      {found && (
        <div role="status" className="documents-verdict">
          <Alert
            type={tones[found.verdict]}
            showIcon
            title={t(`check.verdict.${found.verdict}`, { copy: found.copy ?? 0 })}
            description={
              found.verdict === 'unknown'
                ? t('check.unknownText')
                : t(found.by === 'code' ? 'check.byCode' : 'check.byFile')
            }
          />
          {found.print && (
            <>
              <h3>{t('check.seen')}</h3>
              <PrintFacts print={found.print} capitals={found.capitals} />
            </>
          )}
        </div>
      )}
    </Panel>
  )
}
