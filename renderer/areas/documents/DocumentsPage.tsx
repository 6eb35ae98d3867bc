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
import type { PrintOrder, PrintRow } from '#shared/contract/documents.ts'
import { CheckPanel } from './CheckPanel.tsx'
import { IssueForm } from './IssueForm.tsx'
import { PrintDrawer } from './PrintDrawer.tsx'
import { PrintersPanel } from './PrintersPanel.tsx'
import { PrintLog } from './PrintLog.tsx'
import './documents.css'

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** What the way here chose: `customer`, or `invoices` with a period and perhaps an application. */
function chosenBy(search: Record<string, unknown>): Partial<PrintOrder> {
  const customerId = text(search['customer'])
  if (customerId !== null) return { document: 'customer-statement', customerId }
  const caseId = text(search['case'])
  if (caseId !== null) return { document: 'case-checklist', caseId }
  const period = text(search['invoices'])
  if (period === null || !/^\d{4}-\d{2}$/.test(period)) return {}
  return { document: 'invoice-list', from: period, until: period, applicationNumber: text(search['application']) }
}

export function DocumentsPage() {
  const { t } = useTranslation('documents')
  const { t: tc } = useTranslation('common')
  const permitted = usePermitted('document.print')
  const search = useSearch({ strict: false }) as Record<string, unknown>
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
                <IssueForm chosen={chosenBy(search)} onIssued={issued} />
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
