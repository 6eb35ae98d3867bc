import { useTranslation } from 'react-i18next'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import { stateLabel } from './codes.ts'

/** The state of an authorization; one that the program does not know is shown as it came. */
export function StateTag({ state, waitsFor }: { state: string; waitsFor: string | null }) {
  const { t } = useTranslation('authorizations')
  const label = stateLabel(t, { state, waitsFor })
  return <CodeTag value={state} known={label ? { [state]: label } : {}} />
}
