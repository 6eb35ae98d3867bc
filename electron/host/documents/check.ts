/** Tells a genuine print from an altered or a later one, by the code on paper or by the bytes of a file. */
import { hashOf, numberInPdf, readCode } from '#host/documents/frozen.ts'
import { copyOfFile, findPrint, hasCopy } from '#host/documents/register.ts'
import type { Db } from '#host/store/types.ts'
import { rmbCapitals } from '#shared/capitals.ts'
import type { PrintRow, PrintVerdict } from '#shared/contract/documents.ts'
import { fen } from '#shared/money.ts'

type Verdict = PrintVerdict['verdict']

function judged(
  by: PrintVerdict['by'],
  verdict: Verdict,
  found: { number: string | null; copy: number | null; print: PrintRow | null },
): PrintVerdict {
  return { verdict, by, ...found, capitals: found.print ? rmbCapitals(fen(found.print.total)) : null }
}

const ofCopy = (print: PrintRow, copy: number): Verdict =>
  print.state === 'void' ? 'void' : copy > 1 ? 'reprint' : 'genuine'

/** By the text of the code. A copy that was never made is no print of ours, whatever its hash says. */
export function checkCode(db: Db, text: string): PrintVerdict {
  const code = readCode(text)
  if (!code) return judged('code', 'foreign', { number: null, copy: null, print: null })
  const { number, copy } = code
  const print = findPrint(db, number)
  if (!print) return judged('code', 'unknown', { number, copy, print })
  const same = code.hash === print.hash && hasCopy(db, number, copy)
  return judged('code', same ? ofCopy(print, copy) : 'altered', { number, copy, print })
}

/** By the bytes of a PDF: only a file that this program wrote, bit for bit, is a print of it. */
export function checkBytes(db: Db, bytes: Uint8Array): PrintVerdict {
  const written = copyOfFile(db, hashOf(bytes))
  const print = written ? findPrint(db, written.number) : null
  if (written && print)
    return judged('file', ofCopy(print, written.copy), { number: written.number, copy: written.copy, print })
  const number = numberInPdf(bytes)
  if (number === null) return judged('file', 'foreign', { number, copy: null, print: null })
  const named = findPrint(db, number)
  return judged('file', named ? 'altered' : 'unknown', { number, copy: null, print: named })
}
