import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { API_POLICY, COMMON_HEADERS, PAPER_POLICY } from './security-headers'

/** A text response before it becomes a Response, so that all headers are set in one place. */
export class Answer {
  constructor(
    readonly status: number,
    /** Names in lower case. */
    readonly headers: Readonly<Record<string, string>>,
    readonly text: string | null,
  ) {}
}

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }

/** An answer with JSON built by the database, sent unchanged. */
export function jsonText(text: string): Answer {
  return new Answer(200, JSON_HEADERS, text)
}

/** A value as JSON; an empty 204 when the status is 204 or there is no value. */
export function json(value: unknown, status: number): Answer {
  if (status === 204 || value === undefined || value === null)
    return new Answer(204, { 'cache-control': 'no-store' }, null)
  return new Answer(status, JSON_HEADERS, JSON.stringify(value))
}

/** An answer that is the same for everyone; browsers and proxies may cache it for `seconds`. */
export function publicJson(value: object, seconds: number): Answer {
  return new Answer(
    200,
    { ...JSON_HEADERS, 'cache-control': `public, max-age=${seconds}` },
    JSON.stringify(value),
  )
}

/**
 * The Response of an answer, with the common headers of the API. A Response made by the handler (a file) keeps its own.
 * @param own headers of this call: request id, connection
 */
export async function respond(
  answer: Answer | Response,
  { request, gzip }: { request: Request; gzip: boolean },
  own: { 'x-request-id': string; connection?: 'close' },
): Promise<Response> {
  const policy = request.url.split('?', 1)[0]?.endsWith('.pdf') ? PAPER_POLICY : API_POLICY
  const common = { ...COMMON_HEADERS, 'content-security-policy': policy }
  if (answer instanceof Answer) return textResponse(answer, gzip, { ...common, ...own })
  for (const [name, value] of Object.entries(common))
    if (!answer.headers.has(name)) answer.headers.set(name, value)
  for (const [name, value] of Object.entries(own)) answer.headers.set(name, value)
  return answer
}

/** Below this size a text fits into one packet anyway. */
const WORTH_COMPRESSING = 1024
const compress = promisify(zlib.gzip)

async function textResponse(
  { status, headers, text }: Answer,
  gzip: boolean,
  more: Readonly<Record<string, string>>,
): Promise<Response> {
  const all = { ...more, ...headers }
  if (text === null || text.length < WORTH_COMPRESSING) return new Response(text, { status, headers: all })
  const vary = { vary: 'accept-encoding' }
  if (!gzip) return new Response(text, { status, headers: { ...all, ...vary } })
  // Level 4 takes half the time of the default 6 for a few percent more bytes.
  const compressed = await compress(text, { level: 4 })
  return new Response(new Uint8Array(compressed), {
    status,
    headers: { ...all, ...vary, 'content-encoding': 'gzip' },
  })
}
