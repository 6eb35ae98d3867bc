/** The sums of both sides, proved to close: nothing hides between them. */
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import { Minor } from '#renderer/parts/Minor.tsx'

interface Sum {
  readonly items: number
  readonly amount: string
}

export interface SumsOf {
  readonly left: Sum
  readonly right: Sum
  readonly openLeft: Sum
  readonly openRight: Sum
  readonly matched: Readonly<Record<'sure' | 'suggested' | 'person', { readonly difference: string }>>
}

export function Sums({ of: { left, right, openLeft, openRight, matched } }: { of: SumsOf }) {
  const { t } = useTranslation('books')
  const difference = BigInt(left.amount) - BigInt(right.amount)
  const differences = Object.values(matched).reduce((sum, one) => sum + BigInt(one.difference), 0n)
  const closed = difference === differences + BigInt(openLeft.amount) - BigInt(openRight.amount)
  const counted = { left, right, openLeft, openRight }
  const plain = { difference, matched: differences }
  return (
    <Panel title={t('sums.title')}>
      <dl className="incentives-sums">
        {(['left', 'right', 'difference', 'matched', 'openLeft', 'openRight'] as const).map((key) => (
          <div key={key}>
            <dt>{t(`sums.${key}`)}</dt>
            <dd>
              {key === 'difference' || key === 'matched' ? (
                <Minor amount={String(plain[key])} strong={key === 'difference'} />
              ) : (
                <>
                  <Minor amount={counted[key].amount} />{' '}
                  <span className="quiet">{t('sums.items', { n: counted[key].items.toLocaleString('en-US') })}</span>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p role="status" className={closed ? 'quiet' : 'books-wrong'}>
        {t(closed ? 'sums.closed' : 'sums.open')}
      </p>
    </Panel>
  )
}
