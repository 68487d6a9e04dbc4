import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/**
 * Files encrypted at rest, written and read as streams. A file has a key of its own, which stands sealed in its first line:
 * `NRMM1 <sealed key>\n`; then pieces of 64 KB, each AES-256-GCM with its tag behind it. The nonce is the piece's number and
 * whether it is the last, so that pieces cannot be swapped, repeated or cut off unnoticed.
 */
const MAGIC = 'NRMM1 '
const HEAD_AT_MOST = 1_024
const PIECE_BYTES = 65_536
const TAG_BYTES = 16
const CIPHER = 'aes-256-gcm'

function nonceOf(piece: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(piece, 7)
  nonce.writeUInt8(isLast ? 1 : 0, 11)
  return nonce
}

/** Cuts a stream into pieces of `size`, the last of which is marked and may be shorter. */
async function* piecesOf(
  source: AsyncIterable<Buffer>,
  size: number,
): AsyncGenerator<{ piece: Buffer; isLast: boolean }> {
  let held: Buffer[] = []
  let bytes = 0
  for await (const chunk of source) {
    held.push(chunk)
    bytes += chunk.length
    if (bytes <= size) continue
    let rest = Buffer.concat(held)
    for (; rest.length > size; rest = rest.subarray(size))
      yield { piece: rest.subarray(0, size), isLast: false }
    held = [rest]
    bytes = rest.length
  }
  yield { piece: Buffer.concat(held), isLast: true }
}

/** @param sealKey how the file's key is encrypted for its place */
export async function* sealFile(
  plain: AsyncIterable<Buffer>,
  sealKey: (key: string) => string,
): AsyncGenerator<Buffer> {
  const key = randomBytes(32)
  yield Buffer.from(`${MAGIC}${sealKey(key.toString('base64url'))}\n`)
  let number = 0
  for await (const { piece, isLast } of piecesOf(plain, PIECE_BYTES)) {
    const cipher = createCipheriv(CIPHER, key, nonceOf(number++, isLast))
    yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()])
  }
}

/**
 * @param openKey reverses `sealKey`
 * @returns the plain bytes; those of a file that was never sealed (of an earlier release) as they are
 * @throws Error in the stream when the file was changed, cut off, or sealed for another place or with another key
 */
export async function* openFile(
  stored: AsyncIterable<Buffer>,
  openKey: (sealed: string) => string,
): AsyncGenerator<Buffer> {
  const source = stored[Symbol.asyncIterator]()
  try {
    const { head, rest } = await headOf(source)
    yield* head === undefined ? rest : openPieces(rest, openKey(head))
  } finally {
    // A download that was broken off closes the file.
    await source.return?.(undefined)
  }
}

/** The sealed key of a file; undefined for one that was never sealed. The rest is not read. */
export async function sealedKeyOf(stored: AsyncIterable<Buffer>): Promise<string | undefined> {
  const source = stored[Symbol.asyncIterator]()
  try {
    return (await headOf(source)).head
  } finally {
    await source.return?.(undefined)
  }
}

async function* openPieces(rest: AsyncIterable<Buffer>, openedKey: string): AsyncGenerator<Buffer> {
  const key = Buffer.from(openedKey, 'base64url')
  let number = 0
  for await (const { piece, isLast } of piecesOf(rest, PIECE_BYTES + TAG_BYTES)) {
    const decipher = createDecipheriv(CIPHER, key, nonceOf(number++, isLast), { authTagLength: TAG_BYTES })
    decipher.setAuthTag(piece.subarray(-TAG_BYTES))
    yield Buffer.concat([decipher.update(piece.subarray(0, -TAG_BYTES)), decipher.final()])
  }
}

async function headOf(
  source: AsyncIterator<Buffer>,
): Promise<{ head: string | undefined; rest: AsyncIterable<Buffer> }> {
  let start = Buffer.alloc(0)
  let end = -1
  while (end < 0 && start.length < HEAD_AT_MOST) {
    const { value, done } = await source.next()
    if (done) break
    start = Buffer.concat([start, value])
    end = start.indexOf('\n')
  }
  const isSealed = end >= 0 && start.subarray(0, MAGIC.length).toString('latin1') === MAGIC
  const head = isSealed ? start.subarray(MAGIC.length, end).toString('latin1') : undefined
  return { head, rest: after(isSealed ? start.subarray(end + 1) : start, source) }
}

async function* after(first: Buffer, source: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (first.length > 0) yield first
  for (let next = await source.next(); !next.done; next = await source.next()) yield next.value
}
