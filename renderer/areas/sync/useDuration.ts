import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** Milliseconds as people say them: under a second, seconds below two minutes, then minutes. */
export function useDuration(): (ms: number) => string {
  const { t } = useTranslation('sync')
  return useCallback(
    (ms) =>
      ms < 1000
        ? t('underSecond')
        : ms < 120_000
          ? t('seconds', { n: Math.round(ms / 1000) })
          : t('minutes', { n: Math.ceil(ms / 60_000) }),
    [t],
  )
}
