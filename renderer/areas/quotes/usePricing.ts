/** Asking for prices as a job: its progress while it runs, its error when it failed. */
import { useState } from 'react'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { JobView } from '#shared/contract/system.ts'
import type { AppErrorValue } from '#shared/errors.ts'

export interface Pricing {
  readonly job: JobView | null
  readonly pending: boolean
  readonly error: AppErrorValue | null
  ask(): void
  cancel(): void
}

export function usePricing(quoteId: string): Pricing {
  const [jobId, setJobId] = useState<string | null>(null)
  const price = useWrite(api.quotes.price, { onDone: (answer) => setJobId(answer.jobId) })
  const cancel = useWrite(api.system.cancelJob)
  const jobs = useRead(api.system.listJobs, {}).data?.jobs ?? []
  const job = jobs.find((one) => one.jobId === jobId) ?? null
  return {
    job,
    pending: price.isPending || job?.state === 'running',
    error: price.error ?? job?.error ?? null,
    ask: () => price.mutate({ quoteId }),
    cancel: () => {
      if (jobId !== null) cancel.mutate({ jobId })
    },
  }
}
