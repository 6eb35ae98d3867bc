/** The one-time code 验证码 of a release: sent on request, typed once. */
import { Button, Input } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { foldWidth } from '#renderer/parts/fold.ts'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { AppErrorValue } from '#shared/errors.ts'
import { formatBeijing } from '#shared/time.ts'

const problems = ['needed', 'wrong', 'expired', 'often'] as const
export type CodeProblem = (typeof problems)[number]

/** What is wrong with the code; null where the error is another one. */
export const codeProblem = (error: AppErrorValue | null): CodeProblem | null =>
  error?.code === 'invalid-input' && error.field === 'code'
    ? (problems.find((one) => one === error.detail?.['reason']) ?? 'wrong')
    : null

export function CodeField({
  value,
  problem,
  onChange,
}: {
  value: string
  problem: CodeProblem | null
  onChange: (code: string) => void
}) {
  const { t } = useTranslation('pending')
  const field = useId()
  const send = useWrite(api.outbox.sendCode)
  return (
    <div className="outbox-code">
      <label htmlFor={field}>{t('release.code')}</label>
      <p className="quiet">{t('release.codeText')}</p>
      <div className="outbox-code-line">
        <Input
          id={field}
          autoFocus
          value={value}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={10}
          {...(problem ? { status: 'error' as const, 'aria-invalid': true } : {})}
          aria-describedby={`${field}-said`}
          onChange={(event) => onChange(foldWidth(event.target.value).trim())}
        />
        <Button loading={send.isPending} onClick={() => send.mutate({})}>
          {t('release.sendCode')}
        </Button>
      </div>
      <div id={`${field}-said`} role="status" className={problem ? 'outbox-problem' : 'quiet'}>
        {problem
          ? t(`release.codeReasons.${problem}`)
          : send.data &&
            t('release.codeSent', { to: send.data.sentTo, at: formatBeijing(send.data.expiresAt).slice(11) })}
      </div>
      {send.error && <ErrorNotice error={send.error} />}
    </div>
  )
}
