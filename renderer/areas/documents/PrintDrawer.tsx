import type { UseMutationResult } from '@tanstack/react-query'
import { Alert, Button, Drawer, Input, Select, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { ConfirmDanger } from '#renderer/parts/ConfirmDanger.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { PrintRow } from '#shared/contract/documents.ts'
import type { AppErrorValue } from '#shared/errors.ts'
import { formatBeijing } from '#shared/time.ts'
import { PrintFacts } from './PrintFacts.tsx'

function Copies({ number }: { number: string }) {
  const { t } = useTranslation('documents')
  const read = useRead(api.documents.copies, { number })
  if (read.error) return <ErrorNotice error={read.error} />
  const copies = read.data?.copies ?? []
  return (
    <section aria-label={t('detail.copies')}>
      <h3>{t('detail.copies')}</h3>
      {copies.length === 0 && <p className="quiet">{t('detail.noCopies')}</p>}
      <ul className="documents-copies">
        {copies.map(({ copy, at, operator, way, target, outcome }) => (
          <li key={copy}>
            {t('detail.copy', { n: copy })} · {t(`detail.ways.${way}`)} · {target} · {t(`detail.outcomes.${outcome}`)} ·{' '}
            {operator} · {formatBeijing(at)}
          </li>
        ))}
      </ul>
    </section>
  )
}

function VoidDialog({
  print,
  onDone,
  onClose,
}: {
  print: PrintRow
  onDone: (print: PrintRow) => void
  onClose: () => void
}) {
  const { t } = useTranslation('documents')
  const [reason, setReason] = useState('')
  const cancel = useWrite(api.documents.void, { onDone })
  return (
    <ConfirmDanger
      open
      title={t('detail.voidTitle', { number: print.number })}
      action={t('detail.void')}
      typed={print.number}
      busy={cancel.isPending}
      onConfirm={() => reason.trim() !== '' && cancel.mutate({ number: print.number, reason: reason.trim() })}
      onCancel={onClose}
    >
      <p>{t('detail.voidText')}</p>
      <Input.TextArea
        aria-label={t('detail.voidReason')}
        placeholder={t('detail.voidReason')}
        maxLength={500}
        status={reason.trim() === '' ? 'warning' : ''}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      {cancel.error && <ErrorNotice error={cancel.error} />}
    </ConfirmDanger>
  )
}

/** One print: what it is, its copies, and the ways it leaves the program. */
export function PrintDrawer({
  print,
  preview,
  onChange,
  onClose,
}: {
  print: PrintRow
  preview: UseMutationResult<{ pages: number }, AppErrorValue, { number: string }>
  onChange: (print: PrintRow) => void
  onClose: () => void
}) {
  const { t } = useTranslation('documents')
  const { done } = useNotices()
  const [voiding, setVoiding] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  const printers = useRead(api.documents.printers, {})
  const known = printers.data?.printers ?? []
  const printer = chosen ?? (known.find(({ standard }) => standard) ?? known[0])?.name ?? null
  const save = useWrite(api.documents.save, {
    onDone: (answer) => {
      onChange(answer.print)
      if (answer.fileName !== null) done(t('detail.saved', { file: answer.fileName }))
    },
  })
  const out = useWrite(api.documents.print, {
    onDone: (answer) => {
      onChange(answer)
      done(t('detail.printed'))
    },
  })
  const { number } = print
  const error = preview.error ?? save.error ?? out.error
  const busy = preview.isPending || save.isPending || out.isPending
  return (
    <Drawer open title={`${print.title} ${number}`} size={620} onClose={onClose}>
      <div className="documents-acts">
        <Button type="primary" loading={preview.isPending} onClick={() => preview.mutate({ number })}>
          {t('detail.preview')}
        </Button>
        <Button disabled={busy} onClick={() => save.mutate({ number, format: 'pdf' })}>
          {t('detail.savePdf')}
        </Button>
        <Button disabled={busy} onClick={() => save.mutate({ number, format: 'xlsx' })}>
          {t('detail.saveXlsx')}
        </Button>
        {print.state !== 'void' && (
          <Button danger disabled={busy} onClick={() => setVoiding(true)}>
            {t('detail.void')}
          </Button>
        )}
      </div>
      <div className="documents-acts">
        <Select
          className="documents-printer"
          aria-label={t('detail.printer')}
          placeholder={t('detail.noPrinter')}
          disabled={known.length === 0}
          value={printer}
          options={known.map(({ name, label }) => ({ value: name, label }))}
          onChange={setChosen}
        />
        <Button
          disabled={busy || printer === null}
          loading={out.isPending}
          onClick={() => printer !== null && out.mutate({ number, printer })}
        >
          {t('detail.print')}
        </Button>
      </div>
      {preview.isPending && (
        <p role="status">
          <Spin size="small" /> {t('detail.previewing')}
        </p>
      )}
      {error && <ErrorNotice error={error} />}
      {print.state === 'void' && (
        <Alert
          type="warning"
          showIcon
          title={t('detail.voided', {
            by: print.voidedBy ?? '',
            at: formatBeijing(print.voidedAt ?? 0),
            reason: print.voidReason ?? '',
          })}
        />
      )}
      {print.copies > 0 && <p className="quiet">{t('detail.nextCopy', { n: print.copies + 1 })}</p>}
      <PrintFacts print={print} />
      <Copies number={number} />
      {voiding && (
        <VoidDialog
          print={print}
          onDone={(answer) => {
            onChange(answer)
            setVoiding(false)
          }}
          onClose={() => setVoiding(false)}
        />
      )}
    </Drawer>
  )
}
