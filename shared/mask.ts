/**
 * Masks of the product (R-CUST-01): what the page gets until the eye is asked. Masking happens in the host; counts
 * characters, not code units, so that a rare character is never cut in half.
 */
const chars = (text: string): string[] => [...text]

/** 张三 → 张*, 张小明 → 张*明, longer names keep first and last character. */
export function maskPerson(name: string): string {
  const c = chars(name)
  if (c.length <= 1) return '*'
  if (c.length === 2) return `${c[0]}*`
  return `${c[0]}${'*'.repeat(Math.min(c.length - 2, 4))}${c.at(-1)}`
}

/** A company or any longer name: two characters, stars, two characters; up to four characters like a person. */
export function maskName(name: string): string {
  const c = chars(name.trim())
  if (c.length <= 4) return maskPerson(c.join(''))
  return `${c.slice(0, 2).join('')}****${c.slice(-2).join('')}`
}

/** 13812345678 → 138****5678; shorter numbers keep the last two digits. */
export function maskPhone(phone: string): string {
  const c = chars(phone)
  if (c.length >= 11) return `${c.slice(0, 3).join('')}****${c.slice(-4).join('')}`
  return c.length <= 4 ? '****' : `****${c.slice(-2).join('')}`
}

/** li.lei@example.com → l****@example.com; a text without @ is masked as a name. */
export function maskMail(mail: string): string {
  const at = mail.lastIndexOf('@')
  if (at <= 0) return maskName(mail)
  return `${chars(mail)[0]}****${mail.slice(at)}`
}

/** Account names: two characters, stars, one character. */
export function maskAccount(account: string): string {
  const c = chars(account)
  if (c.length <= 3) return '*'.repeat(Math.max(c.length, 1))
  return `${c.slice(0, 2).join('')}***${c.at(-1)}`
}
