/**
 * Texts by area (i18next namespaces), Chinese first. In a component: `const { t } = useTranslation('sync')`; keys are
 * checked by the compiler. A text used outside a component is asked when it is shown, not when the module loads.
 */
import { createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en/index.ts'
import { zh } from './zh/index.ts'

export type Area = keyof typeof zh
export type Language = 'zh' | 'en'

type Same<T> = { [K in keyof T]: T[K] extends string ? string : Same<T[K]> }

/** What a translation of an area has: the same keys, any words. */
export type Texts<A extends Area> = Same<(typeof zh)[A]>

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: typeof zh
    nsSeparator: false
    returnNull: false
  }
}

/** Ready at once: all texts are in the program, both languages together are smaller than one picture. */
export function createTexts(language: Language): i18n {
  const texts = createInstance()
  void texts.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh',
    ns: Object.keys(zh),
    defaultNS: 'common',
    resources: { zh, en },
    initAsync: false,
    // Command names are keys and hold a colon.
    nsSeparator: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  return texts
}
