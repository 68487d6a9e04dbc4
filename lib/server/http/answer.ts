import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Call } from './call'
import { fixedHeaders } from './fixed-headers'
import { API_POLICY, PAPER_POLICY } from './security-headers'

/** A text response before it becomes a Response, so that all headers are set in one place. */
export class Answer {
  constructor(
    readonly status: number,
    /** Names in lower case. */
    readonly headers: Record<string, string>,
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
 * Sends an answer, with the common headers of the API. A Response made by the handler (a file) keeps its own headers.
 * @param own headers of this call: request id, connection, cookie
 * @returns the Response; a placeholder where the text was written to Node's response, which a Response with its streams
 * would only delay
 */
export async function respond(
  answer: Answer | Response,
  { request, gzip, outgoing }: Pick<Call, 'request' | 'gzip' | 'outgoing'>,
  own: { 'x-request-id': string; connection?: 'close'; 'set-cookie'?: string },
): Promise<Response> {
  const policy = request.url.split('?', 1)[0]?.endsWith('.pdf') ? PAPER_POLICY : API_POLICY
  const common = { ...fixedHeaders(), 'content-security-policy': policy }
  if (answer instanceof Answer) {
    const { headers, body } = await encoded(answer, gzip)
    const all = { ...common, ...own, ...headers }
    if (!outgoing) return new Response(body, { status: answer.status, headers: all })
    const length = body === null ? {} : { 'content-length': Buffer.byteLength(body) }
    outgoing.writeHead(answer.status, { ...all, ...length }).end(body)
    return RESPONSE_ALREADY_SENT
  }
  for (const [name, value] of Object.entries(common))
    if (!answer.headers.has(name)) answer.headers.set(name, value)
  for (const [name, value] of Object.entries(own)) answer.headers.set(name, value)
  return answer
}

/** Below this size a text fits into one packet anyway. */
const WORTH_COMPRESSING = 1024
const compress = promisify(zlib.gzip)

type Encoded = { headers: Record<string, string>; body: string | Uint8Array<ArrayBuffer> | null }

async function encoded({ headers, text }: Answer, gzip: boolean): Promise<Encoded> {
  if (text === null || text.length < WORTH_COMPRESSING) return { headers, body: text }
  const varying = { ...headers, vary: 'accept-encoding' }
  if (!gzip) return { headers: varying, body: text }
  // Level 4 takes half the time of the default 6 for a few percent more bytes.
  const compressed = await compress(text, { level: 4 })
  return { headers: { ...varying, 'content-encoding': 'gzip' }, body: new Uint8Array(compressed) }
}
