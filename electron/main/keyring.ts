/**
 * Wraps secrets with the operating system's keyring. Where there is none, nothing is wrapped and the program says so;
 * only a demo or a test machine may use `plain-file`, whose name says that it protects nothing.
 */

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, safeStorage } from 'electron'
import type { KeyringStatus, Wrapped } from '#host/shell.ts'
import { given } from './places.ts'

const PLAIN = 'plain-file'

function systemBackend(): string | null {
  if (!safeStorage.isEncryptionAvailable()) return null
  if (process.platform === 'darwin') return 'keychain'
  if (process.platform === 'win32') return 'dpapi'
  const backend = safeStorage.getSelectedStorageBackend()
  // Chromium's own fallback hides the text behind a constant: that is no keyring.
  return backend === 'basic_text' || backend === 'unknown' ? null : backend
}

const plainAllowed = (): boolean => given.plainKeyring || given.demo !== null

export function keyringStatus(): KeyringStatus {
  const backend = systemBackend()
  if (backend) return { backend, usable: true, fallback: false, demoOnly: false }
  return plainAllowed()
    ? { backend: PLAIN, usable: true, fallback: true, demoOnly: !given.plainKeyring }
    : { backend: 'none', usable: false, fallback: false, demoOnly: false }
}

/** Key of the fallback, in the open beside the data. */
function plainKey(): Buffer {
  const file = join(app.getPath('userData'), 'UNPROTECTED-demo-key')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')
}

export function wrap(secret: Uint8Array): Wrapped {
  const { backend, usable, fallback } = keyringStatus()
  if (!usable) throw new Error('no keyring')
  const text = Buffer.from(secret).toString('base64')
  if (!fallback) return { backend, bytes: safeStorage.encryptString(text).toString('base64') }
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', plainKey(), iv)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return { backend, bytes: Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64') }
}

export function unwrap(wrapped: Wrapped): Uint8Array {
  const bytes = Buffer.from(wrapped.bytes, 'base64')
  if (wrapped.backend !== PLAIN) {
    if (systemBackend() !== wrapped.backend) throw new Error(`the keyring ${wrapped.backend} is not available`)
    return Buffer.from(safeStorage.decryptString(bytes), 'base64')
  }
  if (!plainAllowed()) throw new Error('the unprotected keyring is for demo and test machines only')
  const decipher = createDecipheriv('aes-256-gcm', plainKey(), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  return Buffer.from(text, 'base64')
}
