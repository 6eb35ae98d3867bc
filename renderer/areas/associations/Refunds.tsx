/** Where refunds go afterwards, by who paid (R-CUST-27); coupons follow their own rule. */
import { useTranslation } from 'react-i18next'
import { type ChangeKind, refundTable } from '#shared/rules/associations.ts'

export function Refunds({ associationType, kind }: { associationType: string | null; kind: ChangeKind }) {
  const { t } = useTranslation('associations')
  const rows = refundTable(associationType)
  if (rows.length === 0) return null
  return (
    <table className="refunds">
      <caption>{t('refunds.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('refunds.paidBy')}</th>
          <th scope="col">{t('refunds.linked')}</th>
          <th scope="col">{t(kind === 'switch' ? 'refunds.switched' : 'refunds.dissociated')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.paidBy}>
            <th scope="row">{t(`refunds.by.${row.paidBy}`)}</th>
            <td>{t(`refunds.to.${row.linked}`)}</td>
            <td>{t(`refunds.to.${kind === 'switch' ? row.switched : row.dissociated}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
