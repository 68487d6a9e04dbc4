/** Photos as large as are accepted, sent by the hundred; and calls of the readiness check. */
import http from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'

/** The most that an upload may have. */
const MOST_BYTES = 10_000_000
const BOUNDARY = 'nrmm-bench-photo'

/** 12 megapixels, with as much grain as makes it nearly 10 MB. */
export async function largePhoto(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
  const grain = await sharp({
    create: { width: 4032, height: 3024, channels: 3, background: '#5b7a99', noise },
  })
    .raw()
    .toBuffer()
  const raw = { width: 4032, height: 3024, channels: 3 } as const
  for (let quality = 95; quality > 40; quality -= 3) {
    const photo = await sharp(grain, { raw }).jpeg({ quality }).toBuffer()
    if (photo.length <= MOST_BYTES) return photo
  }
  throw new Error('no quality makes the photo small enough')
}

type Answer = { status: number; retrySeconds: number }

/** The picture's bytes are written as they are: two hundred copies would be the client's memory, not the server's. */
function send(port: number, authorization: string, photo: Buffer): Promise<Answer> {
  const head = Buffer.from(
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="photo.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`,
  )
  const tail = Buffer.from(`\r\n--${BOUNDARY}--\r\n`)
  return new Promise((resolve, reject) => {
    const request = http.request({
      host: '127.0.0.1',
      port,
      method: 'POST',
      path: '/api/v1/photos',
      agent: false,
      headers: {
        authorization,
        'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
        'content-length': head.length + photo.length + tail.length,
      },
    })
    request.once('response', (response) => {
      response.resume()
      const retrySeconds = Number(response.headers['retry-after'] ?? 1)
      resolve({ status: response.statusCode ?? 0, retrySeconds })
      // Refused unread: the rest of the photo is not wanted.
      if (response.statusCode !== 201) request.destroy()
    })
    request.once('error', reject)
    request.once('close', () => reject(new Error('the connection was cut')))
    request.write(head)
    request.write(photo)
    request.end(tail)
  })
}

export interface Uploaded {
  stored: number
  /** Answers 429, after which the photo is sent again. */
  refused: number
  /** Connections that ended before an answer was read. */
  cut: number
  /** Until each was stored. */
  seconds: number[]
}

/** Sends a photo until it is stored, as the page does: after a refusal it waits as long as the answer says. */
export async function uploadUntil(
  port: number,
  authorization: string,
  photo: Buffer,
  done: Uploaded,
  until: number,
): Promise<void> {
  const began = performance.now()
  while (performance.now() < until) {
    const answer = await send(port, authorization, photo).catch(() => null)
    if (answer?.status === 201) {
      done.stored += 1
      done.seconds.push((performance.now() - began) / 1000)
      return
    }
    if (answer && answer.status !== 429) throw new Error(`an upload was answered ${answer.status}`)
    if (answer) done.refused += 1
    else done.cut += 1
    await pause((answer?.retrySeconds ?? 1) * 1000)
  }
}

/** All at once, each on a connection of its own. @returns milliseconds of each answer */
export function askReadiness(port: number, count: number): Promise<number[]> {
  const ask = () =>
    new Promise<number>((resolve, reject) => {
      const start = performance.now()
      const options = { host: '127.0.0.1', port, path: '/api/health/ready', agent: false }
      http
        .get(options, (response) => {
          response.resume()
          response.once('end', () => {
            if (response.statusCode === 200) resolve(performance.now() - start)
            else reject(new Error(`readiness was answered ${response.statusCode}`))
          })
        })
        .once('error', reject)
    })
  return Promise.all(Array.from({ length: count }, ask))
}
