/** Reads and writes for pages. A read's key is its path and input; table events make it ask again (see events.ts). */
import {
  keepPreviousData,
  QueryClient,
  queryOptions,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { AppErrorValue } from '#shared/errors.ts'
import type { Call } from './api.ts'
import { isConnected, onConnection } from './port.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: AppErrorValue
  }
}

/** The network of the machine means nothing here: the port is always near, so nothing pauses or retries by itself. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 5 * 60_000,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })

/** For useQueries, fetchQuery and prefetchQuery; `useRead` is the usual way. */
export const readOptions = <I, A>(call: Call<I, A>, input: I) =>
  queryOptions({
    queryKey: [...call.path, input],
    queryFn: ({ signal }): Promise<A> => call(input, { signal, repeatable: true }),
  })

export interface ReadOptions {
  enabled?: boolean
  /** Shows the answer of the former input until the new one is there (paging, filtering). */
  keepPrevious?: boolean
}

export function useRead<I, A>(call: Call<I, A>, input: I, options: ReadOptions = {}): UseQueryResult<A> {
  return useQuery({
    queryKey: [...call.path, input] as readonly unknown[],
    queryFn: ({ signal }): Promise<A> => call(input, { signal, repeatable: true }),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData as never } : {}),
  })
}

/** A call that acts. It is never repeated by itself; what it changed comes back as an event. */
export function useWrite<I, A>(
  call: Call<I, A>,
  options: { onDone?: (answer: A, input: I) => void } = {},
): UseMutationResult<A, AppErrorValue, I> {
  return useMutation({
    mutationFn: (input: I) => call(input),
    ...(options.onDone ? { onSuccess: (answer: A, input: I) => options.onDone?.(answer, input) } : {}),
  })
}

/** False while the data process is away: calls wait, the frame says so. */
export const useConnected = (): boolean => useSyncExternalStore(onConnection, isConnected)
