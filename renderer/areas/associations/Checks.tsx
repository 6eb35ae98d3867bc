/** Every precondition one by one: passed, failed with what to do, or known only by the partner's own check (R-CUST-20). */
import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined'
import CloseCircleOutlined from '@ant-design/icons/CloseCircleOutlined'
import QuestionCircleOutlined from '@ant-design/icons/QuestionCircleOutlined'
import { useTranslation } from 'react-i18next'
import { refusalText } from '#renderer/parts/intent.ts'
import type { CheckItem } from '#shared/contract/associations.ts'
import { itemText } from './codes.ts'

const marks = { passed: CheckCircleOutlined, failed: CloseCircleOutlined, unknown: QuestionCircleOutlined } as const

export function Checks({ items }: { items: readonly CheckItem[] }) {
  const { t } = useTranslation('associations')
  const { t: outbox } = useTranslation('outbox')
  return (
    <ul className="checks" aria-label={t('checks.title')}>
      {items.map(({ item, rule, state, until }) => {
        const Mark = marks[state]
        const detail = until === null ? null : { askAgainAt: until }
        return (
          <li key={item} data-state={state}>
            <span className="check-mark" aria-hidden="true">
              <Mark />
            </span>
            <span>
              <span className="check-name">
                {itemText(t, item)} <span className="check-state">{t(`checks.${state}`)}</span>
              </span>
              {state === 'failed' && (
                <span className="check-todo">
                  {refusalText(outbox, { rule, reason: item, detail })} <code>{rule}</code>
                </span>
              )}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
