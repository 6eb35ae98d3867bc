/** Batches that are not over: how far each is, and what may be done with the whole of it. */
import { Button, Progress } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { overOf, useOpenGroups } from '#renderer/app/useOpenGroups.ts'
import { ConfirmDanger } from '#renderer/parts/ConfirmDanger.tsx'
import { groupName } from '#renderer/parts/intent.ts'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { IntentGroup } from '#shared/contract/outbox.ts'
import { fen, formatYuan } from '#shared/money.ts'
import { ReleaseGroupDialog } from './ReleaseGroupDialog.tsx'

const number = new Intl.NumberFormat('en-US')
const SHOWN = 3

function Group({ group, mayDecide, onShow }: { group: IntentGroup; mayDecide: boolean; onShow: () => void }) {
  const { t } = useTranslation('pending')
  const { t: to } = useTranslation('outbox')
  const { done, fault } = useNotices()
  const [asking, setAsking] = useState<'release' | 'discard' | null>(null)
  const takeBack = useWrite(api.outbox.takeBackGroup, {
    onDone: ({ stopped }) => done(t('groups.stopped', { n: stopped })),
  })
  const discard = useWrite(api.outbox.discardGroup, {
    onDone: ({ discarded }) => {
      setAsking(null)
      done(t('groups.discarded', { n: discarded }))
    },
  })
  const { groupId, counts, total, items, unreleased } = group
  const of = (state: keyof typeof counts): number => counts[state] ?? 0
  const over = overOf(group)
  const queued = of('queued') - unreleased
  const name = groupName(to, group)
  const facts = [
    of('draft') > 0 && t('groups.drafts', { n: number.format(of('draft')) }),
    unreleased > 0 && t('groups.unreleased', { n: number.format(unreleased) }),
    queued + of('sent') > 0 && t('groups.moving', { n: number.format(queued + of('sent')) }),
    of('uncertain') > 0 && t('groups.uncertain', { n: number.format(of('uncertain')) }),
    of('waiting') > 0 && t('groups.waiting', { n: number.format(of('waiting')) }),
    of('refused') > 0 && t('groups.refused', { n: number.format(of('refused')) }),
  ].filter((fact) => fact !== false)
  return (
    <li className="outbox-group">
      <div className="outbox-group-line">
        <span className="outbox-group-name" title={name}>
          {name}
        </span>
        <span>{t('groups.items', { done: number.format(of('done')), total: number.format(total) })}</span>
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
        <span className="quiet">
          {t('groups.sum', { sum: formatYuan(fen(group.sum)), done: formatYuan(fen(group.sumDone)) })}
        </span>
        <span className="outbox-acts">
          {mayDecide && unreleased > 0 && items === total && (
            <Button size="small" type="primary" onClick={() => setAsking('release')}>
              {t('groups.release')}
            </Button>
          )}
          {mayDecide && queued > 0 && (
            <Button
              size="small"
              loading={takeBack.isPending}
              onClick={() => takeBack.mutate({ groupId }, { onError: fault })}
            >
              {t('groups.takeBack')}
            </Button>
          )}
          {mayDecide && (of('queued') > 0 || of('draft') > 0) && (
            <Button size="small" onClick={() => setAsking('discard')}>
              {t('groups.discard')}
            </Button>
          )}
          <Button size="small" onClick={onShow}>
            {t('groups.show')}
          </Button>
        </span>
      </div>
      <Progress
        percent={total === 0 ? 0 : Math.floor((over / total) * 100)}
        success={{ percent: total === 0 ? 0 : Math.floor((of('done') / total) * 100) }}
        size="small"
        aria-label={name}
        aria-valuetext={t('groups.items', { done: of('done'), total })}
      />
      {items < total && <div className="outbox-problem">{t('groups.incomplete', { items, total })}</div>}
      {asking === 'release' && <ReleaseGroupDialog group={group} name={name} onClose={() => setAsking(null)} />}
      <ConfirmDanger
        open={asking === 'discard'}
        title={t('groups.discardTitle')}
        action={t('groups.discardAct')}
        busy={discard.isPending}
        onConfirm={() => discard.mutate({ groupId }, { onError: fault })}
        onCancel={() => setAsking(null)}
      >
        <p>{name}</p>
        <p>{t('groups.discardText')}</p>
      </ConfirmDanger>
    </li>
  )
}

export function GroupPanel({
  chosen,
  mayDecide,
  onChoose,
}: {
  /** The batch whose items are listed now: it alone is shown. */
  chosen: string | undefined
  mayDecide: boolean
  onChoose: (groupId: string) => void
}) {
  const { t } = useTranslation('pending')
  const groups = useOpenGroups()
  const [all, setAll] = useState(false)
  const shown =
    chosen === undefined ? (all ? groups : groups.slice(0, SHOWN)) : groups.filter(({ groupId }) => groupId === chosen)
  if (shown.length === 0) return null
  return (
    <Panel title={t('groups.title')} className="outbox-groups">
      <ul>
        {shown.map((group) => (
          <Group key={group.groupId} group={group} mayDecide={mayDecide} onShow={() => onChoose(group.groupId)} />
        ))}
      </ul>
      {chosen === undefined && shown.length < groups.length && (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          {t('groups.more', { n: groups.length - shown.length })}
        </Button>
      )}
    </Panel>
  )
}
