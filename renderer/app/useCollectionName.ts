import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { sync } from './texts/zh/sync.ts'

const isKnown = (name: string): name is keyof typeof sync.collections => Object.hasOwn(sync.collections, name)

/** A collection as people call it; one without words yet by its own name. */
export function useCollectionName(): (name: string) => string {
  const { t } = useTranslation('sync')
  return useCallback((name) => (isKnown(name) ? t(`collections.${name}`) : name), [t])
}
