import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { StoreNotice } from '#shared/contract/workspaces.ts'
import { formatBeijing } from '#shared/time.ts'

/** Where the old file lies; a page knows its name only. */
function Kept({ name, which }: { name: string; which: 'local' | 'cache' }) {
  const { t } = useTranslation('workspaces')
  const { fault } = useNotices()
  const show = useWrite(api.workspaces.showKept)
  return (
    <div>
      {t('notice.keptAs', { name })}{' '}
      <Button size="small" onClick={() => show.mutate({ which }, { onError: fault })}>
        {t('notice.show')}
      </Button>
    </div>
  )
}

function Local({ local }: { local: NonNullable<StoreNotice['local']> }) {
  const { t } = useTranslation('workspaces')
  const { copyAt, rescuedRows: rows, damagedTables: missing, keptAs } = local
  return (
    <>
      <div>
        {copyAt === null
          ? t('notice.localFromFile', { rows })
          : t('notice.localFromCopy', { rows, at: formatBeijing(copyAt) })}
      </div>
      <div>
        {missing.length > 0 || rows === 0
          ? t('notice.localMissing', { tables: missing.join(' · ') || t('notice.everything') })
          : t('notice.localWhole')}
      </div>
      <div>{t('notice.localTodo')}</div>
      <Kept name={keptAs} which="local" />
    </>
  )
}

/** What happened to the files while the workspace was opened: what is safe, where the old file lies, what to do. */
export function StoreNotices({ notice: { local, cache, copyError } }: { notice: StoreNotice }) {
  const { t } = useTranslation('workspaces')
  const { fault } = useNotices()
  const close = useWrite(api.workspaces.closeNotice)
  const parts: (readonly [key: string, title: string, body: ReactNode])[] = []
  if (local) parts.push(['local', t('notice.localTitle'), <Local key="local" local={local} />])
  if (cache) {
    const body = (
      <>
        <div>{t('notice.cacheText')}</div>
        <Kept name={cache.keptAs} which="cache" />
      </>
    )
    parts.push(['cache', t('notice.cacheTitle'), body])
  }
  if (copyError) {
    const body = (
      <>
        <div>{t('notice.copyText')}</div>
        <ErrorNotice error={copyError} />
      </>
    )
    parts.push(['copy', t('notice.copyTitle'), body])
  }
  return (
    <section className="store-notices" aria-label={parts.map(([, title]) => title).join('；')}>
      {parts.map(([key, title, body], at) => (
        <Alert
          key={key}
          type="warning"
          showIcon
          title={title}
          description={<div className="error-notice">{body}</div>}
          action={
            at === 0 && (
              <Button size="small" loading={close.isPending} onClick={() => close.mutate({}, { onError: fault })}>
                {t('notice.close')}
              </Button>
            )
          }
        />
      ))}
    </section>
  )
}
