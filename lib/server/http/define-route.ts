import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { roleMay } from '@/lib/core/access'
import { type AccountActor, PUBLIC, type PublicActor, type StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import type { AnyEndpoint } from '@/lib/core/endpoint'
import { db } from '@/lib/server/database/db'
import { log } from '@/lib/server/observe/log'
import { metrics } from '@/lib/server/observe/metrics'
import { sha256 } from '@/lib/server/secrets/secrets'
import { findAccountActor } from '@/lib/server/session/account-session'
import { findStaffActor, staffCookieName } from '@/lib/server/session/staff-session'
import { Answer, json } from './answer'
import { findAnswer } from './idempotency'
import { type Incoming, incomingOf, searchOf } from './incoming'
import { consumeLimit } from './limits'
import { problem } from './problem'
import { type RequestContext, requestContext } from './request-context'
import {
  parseJson,
  parseParameters,
  parseUpload,
  type RawBody,
  readBody,
  type UploadedFile,
} from './request-input'
import { clientAddress, cookie, requireSameOrigin } from './request-origin'
import { keepRoute, type Params, type ServedRoute } from './route-table'

type ActorOf<A> = A extends 'staff' ? StaffActor : A extends 'account' ? AccountActor : PublicActor
type AnyActor = StaffActor | AccountActor | PublicActor
type Out<S> = S extends z.ZodType ? z.output<S> : undefined

type Input<E extends AnyEndpoint> = {
  actor: ActorOf<E['auth']>
  params: Out<E['params']>
  query: Out<E['query']>
  body: Out<E['body']>
  /** Only with `upload`. */
  file: UploadedFile
  /** Where the request came from, for limits and lock-outs. */
  address: string
  /** The version that the client has already (If-None-Match), for files. */
  known: string | null
}

type Value<E extends AnyEndpoint> = E['response'] extends z.ZodType ? z.input<E['response']> : unknown
type Handler<E extends AnyEndpoint> = (input: Input<E>) => Promise<Value<E> | Answer | Response>
export type Route = ((request: Request, context: { params: Promise<Params> }) => Promise<Response>) &
  ServedRoute

/**
 * Makes a route out of its declaration: who may call, limits, input checked once, one transaction's answer
 * remembered for an Idempotency-Key, problem+json for failures, a log line and a measure for all.
 */
export function defineRoute<E extends AnyEndpoint>(endpoint: E, handler: Handler<E>): Route {
  const serveOnRecord: ServedRoute['serve'] = async (request, params) => {
    const started = performance.now()
    const store: RequestContext = { requestId: randomUUID() }
    const answer = await requestContext.run(store, () =>
      serve(endpoint, handler, request, params, store).catch((error) => problem(error, store.requestId)),
    )
    observe(endpoint, answer.status, performance.now() - started, store.requestId)
    return withRequestId(answer, store.requestId)
  }
  const forNext = async (request: Request, context: { params: Promise<Params> }) => {
    const answer = await serveOnRecord(incomingOf(request), await context.params)
    return answer instanceof Answer ? answer.toResponse() : answer
  }
  return keepRoute(Object.assign(forNext, { endpoint, serve: serveOnRecord }))
}

function withRequestId(answer: Answer | Response, requestId: string): Answer | Response {
  if (answer instanceof Answer)
    return new Answer(answer.status, { ...answer.headers, 'x-request-id': requestId }, answer.text)
  answer.headers.set('x-request-id', requestId)
  return answer
}

async function serve<E extends AnyEndpoint>(
  endpoint: E,
  handler: Handler<E>,
  request: Incoming,
  given: Params,
  store: RequestContext,
): Promise<Answer | Response> {
  if (endpoint.auth === 'staff') requireSameOrigin(request)
  // Next answers HEAD by GET; where a GET makes a numbered copy of a paper, a mere question must not.
  if (request.method === 'HEAD' && endpoint.file) throw new AppError('METHOD_NOT_ALLOWED')
  const actor = await authenticate(endpoint, request)
  const address = clientAddress(request)
  for (const name of endpoint.limits ?? []) await consumeLimit(name, { address, actorId: actor.id })

  const params = endpoint.params ? parseParameters(endpoint.params, given, 'NOT_FOUND') : undefined
  const query = endpoint.query ? parseParameters(endpoint.query, searchOf(request), 'MALFORMED') : undefined
  const raw = request.method === 'GET' ? undefined : await readBody(request, endpoint)

  const remembered = raw ? await recall(endpoint, request, raw, actor.id ?? address, store) : null
  if (remembered) return remembered
  const body = raw && endpoint.body ? parseJson(raw, endpoint.body) : undefined
  const file = raw && endpoint.upload ? await parseUpload(raw, endpoint) : undefined
  // The schemas above produced these values; TypeScript cannot follow an endpoint's generics through them.
  const known = request.headers.get('if-none-match')
  const input = { actor, params, query, body, file, address, known } as Input<E>
  try {
    return render(endpoint, await handler(input))
  } catch (error) {
    // Two requests with the same key at once: the second lost somewhere (at the key's unique index, a guarded update,
    // a code that the first used up) and answers as the first.
    if (raw && store.idempotency) {
      const answered = await recall(endpoint, request, raw, actor.id ?? address, store)
      if (answered) return answered
    }
    throw error
  }
}

/** @throws AppError UNAUTHENTICATED, FORBIDDEN */
async function authenticate(endpoint: AnyEndpoint, request: Incoming): Promise<AnyActor> {
  if (endpoint.auth === 'public') return PUBLIC
  if (endpoint.auth === 'account') {
    const account = await findAccountActor(request.headers.get('authorization'))
    if (!account) throw new AppError('UNAUTHENTICATED')
    return account
  }
  const staff = await findStaffActor(cookie(request, staffCookieName()))
  if (!staff) throw new AppError('UNAUTHENTICATED')
  if (!endpoint.action || !roleMay(staff.role, endpoint.action)) throw new AppError('FORBIDDEN')
  return staff
}

/** The remembered answer, if this POST was answered before; else notes what `transact` is to store. */
async function recall(
  endpoint: AnyEndpoint,
  request: Incoming,
  raw: RawBody,
  who: string,
  store: RequestContext,
): Promise<Answer | null> {
  const key = request.headers.get('idempotency-key')
  if (!key || request.method !== 'POST') return null
  if (key.length > 200) throw new AppError('MALFORMED', { detail: 'Idempotency-Key 过长' })
  // The boundary of a multipart body changes with each try: the file's own bytes are what is compared.
  const content = endpoint.upload ? (await parseUpload(raw, endpoint)).bytes : raw.bytes
  const requestHash = sha256(`${request.method} ${new URL(request.url).pathname} ${sha256(content)}`)
  const asked = { scope: `${endpoint.auth}:${who}`, key, requestHash }
  const answer = await findAnswer(db(), asked)
  if (answer) return json(answer.body, answer.status)
  store.idempotency = { ...asked, status: statusOf(endpoint), stored: false }
  return null
}

function statusOf(endpoint: AnyEndpoint): number {
  return endpoint.status ?? (endpoint.response || endpoint.file ? 200 : 204)
}

function render(endpoint: AnyEndpoint, value: unknown): Answer | Response {
  if (value instanceof Answer || value instanceof Response) return value
  return json(value, statusOf(endpoint))
}

function observe(endpoint: AnyEndpoint, status: number, milliseconds: number, requestId: string): void {
  const { method, path: route } = endpoint
  metrics().requests.observe({ method, route, status: String(status) }, milliseconds / 1000)
  log().info({ requestId, method, route, status, ms: Math.round(milliseconds * 10) / 10 }, 'request')
}
