/** What was found about a file as a whole, in sentences. */
import { useTranslation } from 'react-i18next'
import type { ImportFinding } from '#shared/contract/imports.ts'
import { factText } from '#shared/facts.ts'

function useFindingText(): (finding: ImportFinding) => string {
  const { t } = useTranslation('statements')
  return ({ code, detail }) => {
    const facts = Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, factText(name, value)]))
    return (t as (key: string, facts: object) => string)(`findings.${code}`, facts)
  }
}

const idOf = ({ code, detail }: ImportFinding): string => `${code} ${JSON.stringify(detail)}`

export function Findings({ of }: { of: readonly ImportFinding[] }) {
  const text = useFindingText()
  if (of.length === 0) return null
  return (
    <ul className="incentives-findings">
      {of.map((finding) => (
        <li key={idOf(finding)}>{text(finding)}</li>
      ))}
    </ul>
  )
}
