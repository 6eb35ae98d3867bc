/** Printed documents: issuing, the register with its copies, the check of a print, the printers' offsets. */
import { useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '#renderer/app/Page.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { PrintRow } from '#shared/contract/documents.ts'
import { CheckPanel } from './CheckPanel.tsx'
import { IssueForm } from './IssueForm.tsx'
import { PrintDrawer } from './PrintDrawer.tsx'
import { PrintersPanel } from './PrintersPanel.tsx'
import { PrintLog } from './PrintLog.tsx'
import './documents.css'

export function DocumentsPage() {
  const { t } = useTranslation('documents')
  const { t: tc } = useTranslation('common')
  const permitted = usePermitted('document.print')
  const { customer } = useSearch({ strict: false }) as { customer?: unknown }
  const [opened, setOpened] = useState<PrintRow | null>(null)
  const preview = useWrite(api.documents.preview)
  if (permitted === false) {
    return (
      <Page title={t('title')}>
        <EmptyState kind="no-right" title={tc('notPermittedTitle')} text={tc('notPermittedText')} />
      </Page>
    )
  }
  const issued = (print: PrintRow): void => {
    setOpened(print)
    preview.mutate({ number: print.number })
  }
  return (
    <Page title={t('title')}>
      <Tabs
        items={[
          {
            key: 'log',
            label: t('tabs.log'),
            children: (
              <div className="documents-log">
                <IssueForm customerId={typeof customer === 'string' ? customer : null} onIssued={issued} />
                <PrintLog onOpen={setOpened} />
              </div>
            ),
          },
          { key: 'check', label: t('tabs.check'), children: <CheckPanel /> },
          { key: 'printers', label: t('tabs.printers'), children: <PrintersPanel />, destroyOnHidden: true },
        ]}
      />
      {opened && <PrintDrawer print={opened} preview={preview} onChange={setOpened} onClose={() => setOpened(null)} />}
    </Page>
  )
}
