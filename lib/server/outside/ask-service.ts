/** One question to a service outside, in JSON both ways. */
type Question = {
  url: string
  /** Sent as bearer token where there is one. */
  key: string | undefined
  body: object
  signal: AbortSignal
}

/** An answer is about 1 KB. */
const MAX_ANSWER_BYTES = 256 * 1024

/** The answer has another shape than was agreed, or no end. */
export class Malformed extends Error {}

export class BadStatus extends Error {
  constructor(readonly status: number) {
    super('bad status')
  }
}

/**
 * @returns the body of a 200 as parsed JSON
 * @throws BadStatus, Malformed, SyntaxError; what `fetch` throws when the service is away or the signal fires
 */
export async function askService({ url, key, body, signal }: Question): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(key ? { authorization: `Bearer ${key}` } : {}),
    },
    body: JSON.stringify(body),
    // The key must go only to the configured address.
    redirect: 'error',
    signal,
  })
  if (response.status !== 200) {
    await response.body?.cancel()
    throw new BadStatus(response.status)
  }
  return JSON.parse(await readLimited(response))
}

/** Words for the log: neither the question nor the answer, which identify people. */
export function reasonOf(error: unknown): number | string {
  return error instanceof BadStatus ? error.status : error instanceof Error ? error.name : 'unknown'
}

export function isMalformed(error: unknown): boolean {
  return error instanceof Malformed || error instanceof SyntaxError
}

/** The body as text, up to MAX_ANSWER_BYTES. */
async function readLimited(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > MAX_ANSWER_BYTES) throw new Malformed()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
