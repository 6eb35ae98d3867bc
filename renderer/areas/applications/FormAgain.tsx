/** The second question for the pay-out form: it is final (R-INC-13), so nothing is preset. */
import { Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type PayoutForm, payoutForms } from '#shared/rules/applications.ts'

export function FormSelect({
  label,
  value,
  onChange,
}: {
  label: string
  value: PayoutForm | null
  onChange: (form: PayoutForm) => void
}) {
  const { t } = useTranslation('applications')
  const id = useId()
  return (
    <div className="applications-field">
      <label htmlFor={id}>{label}</label>
      <Select<PayoutForm>
        id={id}
        className="applications-form"
        {...(value === null ? {} : { value })}
        options={payoutForms.map((form) => ({ value: form, label: t(`forms.${form}`) }))}
        onChange={onChange}
      />
    </div>
  )
}

export function FormAgain({
  first,
  value,
  onChange,
}: {
  first: PayoutForm | null
  value: PayoutForm | null
  onChange: (form: PayoutForm) => void
}) {
  const { t } = useTranslation('applications')
  const differs = first !== null && value !== null && first !== value
  return (
    <>
      <FormSelect label={t('dialog.again')} value={value} onChange={onChange} />
      {differs && (
        <p role="alert" className="applications-problem">
          {t('dialog.differs', { form: t(`forms.${first}`) })}
        </p>
      )}
    </>
  )
}
