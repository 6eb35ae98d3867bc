import { Button, Form, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { WorkspaceInfo } from '#shared/contract/workspaces.ts'
import { type CredentialDraft, CredentialFields, credentialOf } from './CredentialFields.tsx'

export function ReplaceCredential({ workspace, onClose }: { workspace: WorkspaceInfo; onClose: () => void }) {
  const { t } = useTranslation('workspaces')
  const { t: tc } = useTranslation('common')
  const [form] = Form.useForm<{ credential: CredentialDraft }>()
  const replace = useWrite(api.workspaces.replaceCredential, { onDone: onClose })
  const { workspaceId, name, credentialKind } = workspace
  return (
    <Modal
      open
      title={t('replaceTitle', { name })}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {tc('cancel')}
        </Button>,
        <Button key="replace" type="primary" loading={replace.isPending} onClick={() => form.submit()}>
          {t('replaceSubmit')}
        </Button>,
      ]}
    >
      <p className="quiet">{t('replaceText')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ credential: { kind: credentialKind } }}
        onFinish={({ credential }) => replace.mutate({ workspaceId, credential: credentialOf(credential) })}
      >
        <CredentialFields />
      </Form>
      {replace.error && <ErrorNotice error={replace.error} />}
    </Modal>
  )
}
