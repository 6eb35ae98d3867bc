/** One of the account managers within reach, or nobody: the customer is taken back. */
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'

/** What stands for nobody among the choices. */
export const NOBODY = ''

export function ManagerSelect({
  id,
  value,
  autoFocus = false,
  onChange,
}: {
  id: string
  /** Account name, `NOBODY`, or null before a choice. */
  value: string | null
  autoFocus?: boolean
  onChange: (manager: string) => void
}) {
  const { t } = useTranslation('managers')
  const managers = useRead(api.organization.listManagers, {}).data?.rows ?? []
  return (
    <Select<string>
      id={id}
      className="manager-select"
      showSearch={{ optionFilterProp: 'label' }}
      autoFocus={autoFocus}
      placeholder={t('choose')}
      value={value}
      onChange={onChange}
      options={[
        { value: NOBODY, label: t('takeBackChoice') },
        ...managers.map(({ accountName, name, customers }) => ({
          value: accountName,
          label: t('choice', { name: name || accountName, account: accountName, n: customers }),
        })),
      ]}
    />
  )
}
