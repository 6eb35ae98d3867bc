/**
 * One line of progress on stderr, so that stdout stays free for results.
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`· ${text}\n`)
}

/**
 * Runs a step and tells how long it took when that was over a second.
 * A step that is still running after a second announces itself, and again every ten seconds.
 * @template T
 * @param {string} name what is done, as a noun or verb phrase
 * @param {() => Promise<T>} step
 * @returns {Promise<T>}
 */
export async function timed(name, step) {
  const startedAt = Date.now()
  const seconds = () => Math.round((Date.now() - startedAt) / 1000)
  const first = setTimeout(() => say(`${name} …`), 1000)
  const next = setInterval(() => say(`${name} … ${seconds()} s`), 10_000)
  try {
    const result = await step()
    if (seconds() >= 1) say(`${name}: done in ${seconds()} s`)
    return result
  } finally {
    clearTimeout(first)
    clearInterval(next)
  }
}
