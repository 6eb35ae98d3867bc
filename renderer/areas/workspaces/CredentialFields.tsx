import { Form, Input, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Credential } from '#shared/contract/workspaces.ts'

/** A credential as a form holds it while it is typed. */
export interface CredentialDraft {
  kind: Credential['kind']
  ak?: string
  sk?: string
  securityToken?: string
  token?: string
}

export function credentialOf(draft: CredentialDraft): Credential {
  if (draft.kind === 'token') return { kind: 'token', token: (draft.token ?? '').trim() }
  const { ak = '', sk = '', securityToken = '' } = draft
  return {
    kind: 'ak-sk',
    ak: ak.trim(),
    sk: sk.trim(),
    ...(securityToken.trim() === '' ? {} : { securityToken: securityToken.trim() }),
  }
}

/** AK/SK or a token. Nothing typed here is ever shown again. */
export function CredentialFields() {
  const { t } = useTranslation('workspaces')
  const kind = Form.useWatch(['credential', 'kind'])
  const required = { required: true, whitespace: true, message: t('required') }
  const secret = { autoComplete: 'off', spellCheck: false }
  return (
    <>
      <Form.Item name={['credential', 'kind']} label={t('credential')} extra={t('credentialHelp')}>
        <Segmented
          aria-label={t('credential')}
          options={(['ak-sk', 'token'] as const).map((value) => ({ value, label: t(`credentialKinds.${value}`) }))}
        />
      </Form.Item>
      {kind === 'token' ? (
        <Form.Item name={['credential', 'token']} label={t('token')} rules={[required]}>
          <Input.Password {...secret} maxLength={16_000} />
        </Form.Item>
      ) : (
        <>
          <Form.Item name={['credential', 'ak']} label={t('ak')} rules={[required]}>
            <Input {...secret} maxLength={128} />
          </Form.Item>
          <Form.Item name={['credential', 'sk']} label={t('sk')} rules={[required]}>
            <Input.Password {...secret} maxLength={256} />
          </Form.Item>
          <Form.Item name={['credential', 'securityToken']} label={t('securityToken')}>
            <Input.Password {...secret} maxLength={16_000} />
          </Form.Item>
        </>
      )}
    </>
  )
}
