/** Quotas that can be issued from now, the one that ends first on top, with the age of what is known of them. */
import { useMemo } from 'react'
import { useNow } from '#renderer/parts/useNow.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { QuotaRow } from '#shared/contract/coupons.ts'
import { usable } from './terms.ts'

export function useQuotas(): { quotas: readonly QuotaRow[]; asOf: number | null; answered: boolean } {
  const read = useRead(api.coupons.quotas, {})
  const now = useNow(60_000)
  const quotas = useMemo(() => usable(read.data?.rows ?? [], now), [read.data, now])
  return { quotas, asOf: read.data?.asOf ?? null, answered: read.data !== undefined }
}
