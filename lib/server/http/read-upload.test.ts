import { describe, expect, it } from 'vitest'
import type { AnyEndpoint } from '@/lib/core/endpoint'
import type { Call } from './call'
import { readUpload } from './read-upload'

const spec = { upload: { maxBytes: 1000 } } as AnyEndpoint

/** @param chunk bytes that arrive at once */
function callOf(body: Buffer, { chunk = body.length, type = 'multipart/form-data; boundary=f' } = {}): Call {
  async function* arriving() {
    for (let at = 0; at < body.length; at += chunk) yield new Uint8Array(body.subarray(at, at + chunk))
  }
  const headers = { 'content-type': type, 'content-length': String(body.length) }
  const request = new Request('http://localhost/', { method: 'POST', headers })
  return { request, body: arriving() } as Partial<Call> as Call
}

const part = (disposition: string, content: string | Buffer) =>
  Buffer.concat([
    Buffer.from(`--f\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: image/jpeg\r\n\r\n`),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ])
const END = Buffer.from('--f--\r\n')
const whole = (...parts: Buffer[]) => Buffer.concat([...parts, END])

describe('readUpload', () => {
  it.each([1, 2, 7, 64, 100_000])('takes the file when %i bytes arrive at once', async (chunk) => {
    const content = Buffer.from(Array.from({ length: 900 }, (_, n) => (n * 7919) % 256))
    const body = whole(
      part('name="note"', '说明'),
      part('name="file"; filename="铭牌 1.jpg"', content),
      part('name="file"; filename="second.jpg"', 'second'),
    )
    expect(await readUpload(callOf(body, { chunk }), spec)).toEqual({ bytes: content, name: '铭牌 1.jpg' })
  })

  it('takes a file that contains the boundary’s beginning, and an empty one', async () => {
    const content = '\r\n--\r\n--g\r\n-'
    const body = whole(part('name="file"; filename="a.jpg"', content))
    expect((await readUpload(callOf(body, { chunk: 3 }), spec)).bytes.toString()).toBe(content)
    const empty = whole(part('name="file"; filename="a.jpg"', ''))
    expect((await readUpload(callOf(empty), spec)).bytes).toHaveLength(0)
  })

  it('removes folders and control characters from the name', async () => {
    const body = whole(part('name="file"; filename="../../etc/pass\twd\u0007.jpg"', 'x'))
    expect((await readUpload(callOf(body), spec)).name).toBe('passwd.jpg')
  })

  it.each([
    ['a text instead of a file', whole(part('name="file"', 'x')), '缺少名为 file 的文件'],
    ['a file of another name', whole(part('name="photo"; filename="a.jpg"', 'x')), '缺少名为 file 的文件'],
    ['no part', END, '缺少名为 file 的文件'],
    ['nothing', Buffer.alloc(0), '不完整'],
    ['other bytes', Buffer.from('hello'), '不完整'],
  ])('refuses %s', async (_name, body, words) => {
    await expect(readUpload(callOf(body), spec)).rejects.toThrow(words)
  })

  it('refuses a body cut anywhere, however it arrives', async () => {
    const body = whole(part('name="note"', 'n'), part('name="file"; filename="a.jpg"', 'content'))
    for (let length = 0; length < body.length - 4; length += 1) {
      for (const chunk of [1, 13, 1000]) {
        const cut = readUpload(callOf(body.subarray(0, length), { chunk }), spec)
        await expect(cut, `${length} bytes by ${chunk}`).rejects.toMatchObject({ code: 'MALFORMED' })
      }
    }
  })

  it.each([1, 300, 100_000])('refuses a file above the limit when %i bytes arrive at once', async (chunk) => {
    const body = (bytes: number) => whole(part('name="file"; filename="a.jpg"', Buffer.alloc(bytes)))
    expect((await readUpload(callOf(body(1000), { chunk }), spec)).bytes).toHaveLength(1000)
    await expect(readUpload(callOf(body(1001), { chunk }), spec)).rejects.toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
    })
  })

  it.each(['multipart/form-data', 'multipart/form-data; boundary=', 'multipart/form-data; boundary=other'])(
    'refuses the type %s',
    async (type) => {
      const body = whole(part('name="file"; filename="a.jpg"', 'x'))
      await expect(readUpload(callOf(body, { type }), spec)).rejects.toMatchObject({ code: 'MALFORMED' })
    },
  )

  it('refuses another type, and headers without end', async () => {
    const body = whole(part('name="file"; filename="a.jpg"', 'x'))
    await expect(readUpload(callOf(body, { type: 'application/json' }), spec)).rejects.toMatchObject({
      code: 'UNSUPPORTED_MEDIA',
    })
    const long = Buffer.from(`--f\r\nX: ${'y'.repeat(60_000)}\r\n`)
    await expect(readUpload(callOf(long), spec)).rejects.toMatchObject({ code: 'MALFORMED' })
  })
})
