import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCollectionName } from '#renderer/app/useCollectionName.ts'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { ConfirmDanger } from '#renderer/parts/ConfirmDanger.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { CollectionStatus, SyncStatus } from '#shared/contract/sync.ts'

const number = new Intl.NumberFormat('en-US')

/** The brake on mass deletion: a person decides, keeping is the default. */
function Deletion({ collection, rows, of }: { collection: string; rows: number; of: number }) {
  const { t } = useTranslation('sync')
  const { fault } = useNotices()
  const [asking, setAsking] = useState(false)
  const decide = useWrite(api.sync.decideDeletion)
  const name = useCollectionName()(collection)
  const facts = { name, rows: number.format(rows), of: number.format(of) }
  const send = (allow: boolean): void => {
    setAsking(false)
    decide.mutate({ collection, allow }, { onError: fault })
  }
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={t('deletionTitle', facts)}
        description={t('deletionText')}
        action={
          <div className="attention-actions">
            <Button type="primary" loading={decide.isPending} onClick={() => send(false)}>
              {t('deletionKeep')}
            </Button>
            <Button danger disabled={decide.isPending} onClick={() => setAsking(true)}>
              {t('deletionAllow', facts)}
            </Button>
          </div>
        }
      />
      <ConfirmDanger
        open={asking}
        title={t('deletionConfirm', facts)}
        action={t('deletionAllow', facts)}
        onConfirm={() => send(true)}
        onCancel={() => setAsking(false)}
      >
        {t('deletionText')}
      </ConfirmDanger>
    </>
  )
}

type Failed = CollectionStatus & { error: NonNullable<CollectionStatus['error']> }

const hasFailed = (collection: CollectionStatus): collection is Failed => collection.error !== null

/** Everything a person should decide or know, most pressing first; an error of several collections is said once. */
export function Attention({ status }: { status: SyncStatus }) {
  const { t } = useTranslation('sync')
  const nameOf = useCollectionName()
  const deletions = status.collections.flatMap(({ name, pendingDeletion }) =>
    pendingDeletion ? [{ collection: name, ...pendingDeletion }] : [],
  )
  const failed = status.collections
    .filter(hasFailed)
    .filter(
      ({ error, pendingDeletion }) =>
        error.code !== status.error?.code && !(pendingDeletion && error.code === 'mass-deletion'),
    )
  if (deletions.length === 0 && failed.length === 0 && !status.error) return null
  return (
    <section className="attention" aria-label={t('errorsTitle')}>
      {deletions.map((deletion) => (
        <Deletion key={deletion.collection} {...deletion} />
      ))}
      {status.error && <ErrorNotice error={status.error} />}
      {failed.map(({ name, error }) => (
        <div key={name} className="attention-one">
          <h2>{nameOf(name)}</h2>
          <ErrorNotice error={error} />
        </div>
      ))}
    </section>
  )
}
