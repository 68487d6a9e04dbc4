import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openFile, sealFile } from './sealed-file'

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
async function all(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of source) chunks.push(chunk)
  return Buffer.concat(chunks)
}
const seal = (key: string) => `v2.${key}`
const open = (sealed: string) => sealed.slice(3)
const sealed = (plain: Buffer, chunk = 10_000) => all(sealFile(inChunks(plain, chunk), seal))
const opened = (stored: Buffer, chunk = 7_001) => all(openFile(inChunks(stored, chunk), open))

const PIECE = 65_536

describe('a sealed file', () => {
  it.each([0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 300_001])(
    'of %i bytes opens to what was written',
    async (size) => {
      const plain = randomBytes(size)
      for (const chunk of [1_000, 16_384, 1_000_000]) {
        expect((await opened(await sealed(plain, chunk), chunk)).equals(plain)).toBe(true)
      }
    },
  )

  it('shows nothing of its contents, and nothing twice', async () => {
    const plain = Buffer.from('110101199003077352,'.repeat(5_000))
    const [one, other] = [await sealed(plain), await sealed(plain)]
    expect(one.includes('110101199003077352')).toBe(false)
    expect(one.equals(other)).toBe(false)
  })

  it('does not open when a byte was changed, pieces were swapped or repeated, or its end is gone', async () => {
    const stored = await sealed(randomBytes(3 * PIECE))
    const head = stored.indexOf('\n') + 1
    const piece = PIECE + 16
    const at = (number: number) => stored.subarray(head + number * piece, head + (number + 1) * piece)
    const start = stored.subarray(0, head)
    const changed = Buffer.from(stored)
    changed.writeUInt8((changed.at(-1) ?? 0) ^ 1, changed.length - 1)
    const broken = [
      changed,
      Buffer.concat([start, at(1), at(0), at(2)]),
      Buffer.concat([start, at(0), at(0), at(1), at(2)]),
      Buffer.concat([start, at(0), at(1)]),
      stored.subarray(0, -5),
      start,
    ]
    for (const each of broken) await expect(opened(each)).rejects.toThrow()
  })

  it('of an earlier release, which was not sealed, is read as it is', async () => {
    for (const plain of [
      Buffer.from('\ufeff号码\r\n'),
      Buffer.from('PK\u0003\u0004'),
      randomBytes(100_000),
      Buffer.alloc(0),
    ]) {
      expect((await opened(plain)).equals(plain)).toBe(true)
    }
  })
})
