import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { endpoint } from '@/lib/core/endpoint'
import { uploadFile } from './upload-file'

const upload = endpoint({
  method: 'POST',
  path: '/api/v1/photos',
  summary: 'x',
  auth: 'public',
  upload: true,
})
const full = { status: 429, wait: '3', text: '{"status":429,"code":"RATE_LIMITED","title":"t","detail":"d"}' }
const taken = { status: 200, wait: null, text: '{}' }

let answers: { status: number; wait: string | null; text: string }[] = []
let sent: string[] = []

/** The browser's object, as far as an upload uses it: answers at once with the next of `answers`. */
class Request {
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {}
  status = 0
  responseText = ''
  onload = () => undefined
  private wait: string | null = null
  private key = ''
  open() {}
  abort() {}
  setRequestHeader(_: string, value: string) {
    this.key = value
  }
  getResponseHeader = () => this.wait
  send() {
    sent.push(this.key)
    const { status, wait, text } = answers.shift() ?? full
    Object.assign(this, { status, wait, responseText: text })
    this.onload()
  }
}

beforeEach(() => {
  sent = []
  vi.stubGlobal('XMLHttpRequest', Request)
  vi.useFakeTimers()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const photo = { file: new Blob(['x']), name: 'a.jpg', idempotencyKey: 'one-key' }

it('waits as long as a full server asks and sends the same file again under the same key', async () => {
  answers = [full, full, taken]
  const done = uploadFile(upload, photo)
  await vi.advanceTimersByTimeAsync(2_999)
  expect(sent).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(3_001)
  await done
  expect(sent).toEqual(['one-key', 'one-key', 'one-key'])
})

it('gives up after five times, with the server’s words', async () => {
  answers = []
  const failed = expect(uploadFile(upload, photo)).rejects.toMatchObject({
    code: 'RATE_LIMITED',
    retryAfterSeconds: 3,
  })
  await vi.advanceTimersByTimeAsync(60_000)
  await failed
  expect(sent).toHaveLength(5)
})

it('is not tried again for a long limit, nor once it was cancelled', async () => {
  answers = [{ ...full, wait: '600' }]
  await expect(uploadFile(upload, photo)).rejects.toMatchObject({ retryAfterSeconds: 600 })
  const cancelled = new AbortController()
  const failed = expect(uploadFile(upload, { ...photo, signal: cancelled.signal })).rejects.toThrow('enough')
  await vi.advanceTimersByTimeAsync(0)
  cancelled.abort(new Error('enough'))
  await failed
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sent).toHaveLength(2)
})
