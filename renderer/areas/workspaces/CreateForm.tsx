import { Button, Form, Input, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { ConnectionResult } from '#renderer/app/ConnectionResult.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import { Endpoint, type WorkspaceInfo } from '#shared/contract/workspaces.ts'
import { type CredentialDraft, CredentialFields, credentialOf } from './CredentialFields.tsx'

type Site = WorkspaceInfo['site']

interface Draft {
  name: string
  site: Site
  endpoint: string
  credential: CredentialDraft
}

const endpoints: Record<Site, string> = {
  china: 'https://bss.myhuaweicloud.com',
  international: 'https://bss-intl.myhuaweicloud.com',
}
const isUsual = (endpoint: string): boolean => Object.values(endpoints).includes(endpoint)

const inputOf = ({ name, site, endpoint, credential }: Draft) => ({
  name: name.trim(),
  site,
  endpoint: endpoint.trim(),
  credential: credentialOf(credential),
})

/** Makes a workspace and opens it. The connection can be tried before anything is written; an error keeps the form. */
export function CreateForm({ onOpened }: { onOpened?: () => void }) {
  const { t } = useTranslation('workspaces')
  const [form] = Form.useForm<Draft>()
  const test = useWrite(api.workspaces.test)
  const open = useWrite(api.workspaces.open, { onDone: () => onOpened?.() })
  const create = useWrite(api.workspaces.create, { onDone: ({ workspaceId }) => open.mutate({ workspaceId }) })
  const required = { required: true, whitespace: true, message: t('required') }
  const checkUrl = async (_rule: unknown, value: string | undefined): Promise<void> => {
    if (value && !Endpoint.safeParse(value.trim()).success) throw new Error(t('badUrl'))
  }
  // The usual address follows the site, one that was typed stays.
  const follow = ({ site }: Partial<Draft>): void => {
    if (site && isUsual(form.getFieldValue('endpoint') as string)) form.setFieldValue('endpoint', endpoints[site])
  }
  const tryIt = async (): Promise<void> => {
    const draft = await form.validateFields().catch(() => null)
    if (draft) test.mutate(inputOf(draft))
  }
  const error = open.error ?? create.error
  return (
    <Form
      form={form}
      layout="vertical"
      className="workspace-form"
      requiredMark={false}
      initialValues={{ site: 'china', endpoint: endpoints.china, credential: { kind: 'ak-sk' } }}
      onValuesChange={follow}
      onFinish={(draft) => create.mutate(inputOf(draft))}
    >
      <Form.Item name="name" label={t('name')} rules={[required]}>
        <Input maxLength={60} placeholder={t('namePlaceholder')} autoComplete="off" />
      </Form.Item>
      <Form.Item name="site" label={t('site')}>
        <Segmented
          aria-label={t('site')}
          options={(['china', 'international'] as const).map((value) => ({ value, label: t(`sites.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="endpoint"
        label={t('endpoint')}
        extra={t('endpointHelp')}
        rules={[required, { validator: checkUrl }]}
      >
        <Input maxLength={300} autoComplete="off" spellCheck={false} inputMode="url" />
      </Form.Item>
      <CredentialFields />
      <div className="form-results" aria-live="polite">
        {test.error && <ErrorNotice error={test.error} />}
        {test.data && <ConnectionResult report={test.data} />}
        {error && <ErrorNotice error={error} />}
      </div>
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={create.isPending || open.isPending}>
          {t('submit')}
        </Button>
        <Button loading={test.isPending} onClick={() => void tryIt()}>
          {t('test')}
        </Button>
      </div>
    </Form>
  )
}
