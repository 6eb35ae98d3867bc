/** Balances of this moment while a form stands open: asked once when it opens, and when the person asks again. */
import { useCallback, useEffect } from 'react'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'

export function useLive(customerId: string | null, offline: boolean) {
  const live = useWrite(api.funds.live)
  const { mutate } = live
  const ask = useCallback(() => mutate({ customerIds: customerId === null ? [] : [customerId] }), [mutate, customerId])
  useEffect(() => {
    if (!offline) ask()
  }, [ask, offline])
  return { data: live.data ?? null, failed: live.error !== null, pending: live.isPending, ask }
}
