/** Becoming the customer: asked live first, and said when it is so (R-AUTH-06, R-AUTH-09). */
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'

export function useAct() {
  const { t } = useTranslation('authorizations')
  const { done } = useNotices()
  return useWrite(api.authorizations.act, { onDone: () => done(t('acting.started')) })
}
