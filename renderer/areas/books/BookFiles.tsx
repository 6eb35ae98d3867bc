/** Files that the books are made of; one taken by mistake is withdrawn and may come back. */
import { Button, Popconfirm, Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { Findings } from '#renderer/areas/incentives/Findings.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { BookFile } from '#shared/contract/books.ts'
import { formatBeijing } from '#shared/time.ts'

export function BookFiles({ files, locked }: { files: readonly BookFile[]; locked: boolean }) {
  const { t } = useTranslation('books')
  const { fault } = useNotices()
  const withdraw = useWrite(api.books.withdraw)
  const say = (fileId: number, withdrawn: boolean): void => withdraw.mutate({ fileId, withdrawn }, { onError: fault })
  return (
    <Table<BookFile>
      size="small"
      rowKey="fileId"
      dataSource={[...files]}
      pagination={false}
      columns={[
        {
          title: t('column.file'),
          render: (_, { name, findings, withdrawnAt }) => (
            <>
              {name} {withdrawnAt !== null && <Tag>{t('files.withdrawn')}</Tag>}
              <Findings of={findings} />
            </>
          ),
        },
        { title: t('column.rows'), align: 'right', render: (_, { rows }) => rows.toLocaleString('en-US') },
        { title: t('column.asOf'), render: (_, { asOf }) => formatBeijing(asOf) },
        { title: t('column.takenBy'), render: (_, { takenBy, takenAt }) => `${takenBy} ${formatBeijing(takenAt)}` },
        {
          title: '',
          render: (_, { fileId, withdrawnAt }) =>
            withdrawnAt === null ? (
              <Popconfirm title={t('files.confirm')} onConfirm={() => say(fileId, true)}>
                <Button size="small" disabled={locked}>
                  {t('files.withdraw')}
                </Button>
              </Popconfirm>
            ) : (
              <Button size="small" disabled={locked} onClick={() => say(fileId, false)}>
                {t('files.restore')}
              </Button>
            ),
        },
      ]}
    />
  )
}
