import { createReadStream, createWriteStream } from 'node:fs'
import { type FileHandle, mkdir, open, writeFile } from 'node:fs/promises'
import { dirname, join, normalize, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'

interface Entry {
  name: string
  method: number
  mode: number
  compressedSize: number
  headerAt: number
}

const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  if (bytesRead !== length) throw new Error('the archive ends early')
  return buffer
}

async function directoryOf(file: FileHandle): Promise<Entry[]> {
  const { size } = await file.stat()
  const tailLength = Math.min(size, 65_557)
  const tail = await bytesAt(file, size - tailLength, tailLength)
  let at = tail.length - 22
  while (at >= 0 && tail.readUInt32LE(at) !== endOfDirectory) at -= 1
  if (at < 0) throw new Error('not a zip archive')
  const directory = await bytesAt(file, tail.readUInt32LE(at + 16), tail.readUInt32LE(at + 12))
  const entries: Entry[] = []
  for (let offset = 0; offset < directory.length; ) {
    if (directory.readUInt32LE(offset) !== directoryEntry) throw new Error('the archive has a broken directory')
    const nameLength = directory.readUInt16LE(offset + 28)
    entries.push({
      name: directory.toString('utf8', offset + 46, offset + 46 + nameLength),
      method: directory.readUInt16LE(offset + 10),
      mode: directory.readUInt32LE(offset + 38) >>> 16,
      compressedSize: directory.readUInt32LE(offset + 20),
      headerAt: directory.readUInt32LE(offset + 42),
    })
    offset += 46 + nameLength + directory.readUInt16LE(offset + 30) + directory.readUInt16LE(offset + 32)
  }
  return entries
}

async function writeEntry(archive: string, file: FileHandle, entry: Entry, target: string): Promise<void> {
  if (entry.method !== 0 && entry.method !== 8) throw new Error(`${entry.name}: unknown compression ${entry.method}`)
  const header = await bytesAt(file, entry.headerAt, 30)
  const start = entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  await mkdir(dirname(target), { recursive: true })
  if (entry.compressedSize === 0) {
    await writeFile(target, '')
    return
  }
  const output = createWriteStream(target, { mode: entry.mode & 0o777 || 0o644 })
  const packed = createReadStream(archive, { start, end: start + entry.compressedSize - 1 })
  if (entry.method === 0) await pipeline(packed, output)
  else await pipeline(packed, createInflateRaw(), output)
}

/**
 * Unpacks part of a zip archive (under 4 GB, stored or deflated entries), keeping the executable bits.
 *
 * @param place where an entry goes, relative to `folder`; undefined leaves it out
 * @throws when the archive is broken or an entry would land outside `folder`
 */
export async function unzip(
  archive: string,
  folder: string,
  place: (name: string) => string | undefined,
): Promise<void> {
  await using file = await open(archive)
  for (const entry of await directoryOf(file)) {
    const relative = entry.name.endsWith('/') ? undefined : place(entry.name)
    if (relative === undefined) continue
    const target = normalize(join(folder, relative))
    if (!target.startsWith(normalize(folder) + sep)) throw new Error(`${entry.name} points outside the archive`)
    await writeEntry(archive, file, entry, target)
  }
}
