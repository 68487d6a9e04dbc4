import { randomUUID } from 'node:crypto'
import { staffMay } from '@/lib/core/access'
import { type AccountActor, PUBLIC, type PublicActor, type StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { type AnyEndpoint, BACKGROUND_HEADER, RECENT_SIGN_IN_SECONDS } from '@/lib/core/endpoint'
import { isPersonNumber } from '@/lib/core/personal-text'
import { mayActAs, unitRefusal, unitRoleOf } from '@/lib/core/unit-role'
import { db } from '@/lib/server/database/db'
import { log } from '@/lib/server/observe/log'
import { metrics } from '@/lib/server/observe/metrics'
import { scanUpload } from '@/lib/server/outside/virus-scanner'
import { sha256 } from '@/lib/server/secrets/secrets'
import { findAccountActor } from '@/lib/server/session/account-session'
import { staffCookieName } from '@/lib/server/session/staff-cookie'
import { findStaffActor } from '@/lib/server/session/staff-session'
import { Answer, json, respond } from './answer'
import type { Call } from './call'
import type { Route } from './define-route'
import { findAnswer } from './idempotency'
import { consumeLimit } from './limits'
import { problem } from './problem'
import { announcedBytes, readUpload } from './read-upload'
import { type Refused, recordRefusal } from './refusals'
import { readJson } from './request-body'
import {
  isReadOnly,
  newContext,
  type RequestContext,
  requestContext,
  requireMayWrite,
} from './request-context'
import { parseJson, parseParameters } from './request-input'
import { cookie, requireSameOrigin } from './request-origin'
import { enterUploadRoom } from './upload-room'

type AnyActor = StaffActor | AccountActor | PublicActor

/**
 * Runs a route: authentication, access, limits, input validation, Idempotency-Key, handler, problem+json for failures,
 * log line and metrics. Never throws.
 */
export async function serveRoute(route: Route, call: Call): Promise<Response> {
  const started = performance.now()
  const readOnly = call.request.method === 'HEAD' || isReadOnly()
  const userAgent = call.request.headers.get('user-agent')
  const context = newContext(randomUUID(), call.address)
  const store: RequestContext = {
    ...context,
    userAgent,
    readOnly,
    cookie: (name) => cookie(call.request, name),
  }
  const refused: Refused = { actor: PUBLIC, given: null }
  const answer = await requestContext.run(store, () =>
    answerOf(route, call, store, refused).catch((error) => {
      recordRefusal(route.endpoint, refused, error)
      return problem(error, store.requestId)
    }),
  )
  const response = await respond(answer, call, {
    ...call.connectionHeaders(),
    ...(store.setCookie && answer.status < 400 ? { 'set-cookie': store.setCookie } : {}),
    'x-request-id': store.requestId,
  })
  observe(route.endpoint, answer.status, performance.now() - started, store.requestId)
  return response
}

async function answerOf(
  route: Route,
  call: Call,
  store: RequestContext,
  refused: Refused,
): Promise<Answer | Response> {
  const { endpoint } = route
  const { request, address } = call
  if (endpoint.auth === 'staff') requireSameOrigin(request)
  // The router serves HEAD by GET, but the GET of a paper creates a numbered copy.
  if (request.method === 'HEAD' && endpoint.file) requireMayWrite()
  const actor = await authenticate(endpoint, request)
  refused.actor = actor
  refused.given = call.params
  if (actor.kind === 'ACCOUNT' && !mayActAs(actor.unitRole, unitRoleOf(endpoint)))
    throw new AppError('FORBIDDEN', { detail: unitRefusal(actor.unitRole) })
  if (actor.kind === 'STAFF') {
    requireRight(endpoint, actor)
    if (!endpoint.duringSetUp) requireSetUp(actor)
    if (endpoint.recentSignIn) requireRecentSignIn(actor)
  }
  for (const name of endpoint.limits ?? []) await consumeLimit(name, { address, actorId: actor.id })
  if (!endpoint.upload) return answerTo(route, call, store, actor, refused)
  const leave = await enterUploadRoom(actor.id ?? address, announcedBytes(call, endpoint), request.signal)
  return answerTo(route, call, store, actor, refused).finally(leave)
}

async function answerTo(
  { endpoint, handler }: Route,
  call: Call,
  store: RequestContext,
  actor: AnyActor,
  refused: Refused,
): Promise<Answer | Response> {
  const { request, address } = call
  const params = endpoint.params ? parseParameters(endpoint.params, call.params, 'NOT_FOUND') : undefined
  const query = endpoint.query
    ? parseParameters(endpoint.query, searchOf(request.url), 'MALFORMED')
    : undefined
  if (endpoint.searchable) requireNoPersonIn(endpoint, request.url)
  const file = endpoint.upload ? await readUpload(call, endpoint) : undefined
  if (file) await scanUpload(file.bytes)
  const content = file?.bytes ?? (endpoint.method === 'GET' ? undefined : await readJson(call, endpoint))
  const sent = content && { request, content, caller: actor.id ?? address }
  const stored = sent ? await recall(endpoint, sent, store) : null
  if (stored) return stored
  const body = content && endpoint.body ? parseJson(content, endpoint.body) : undefined
  refused.given = { params, query, body }
  const input = {
    actor,
    params,
    query,
    body,
    ...(file ? { file } : {}),
    address,
    get signal() {
      return request.signal
    },
  }
  try {
    return render(endpoint, await handler(input as Parameters<Route['handler']>[0]))
  } catch (error) {
    // Concurrent requests with the same key: the second has failed (at the key's unique index, a guarded update, a code
    // that the first used up) and gets the answer of the first.
    if (sent && store.idempotency) {
      const answered = await recall(endpoint, sent, store)
      if (answered) return answered
    }
    throw error
  }
}

/** Query parameters, without parsing the whole URL. */
function searchOf(url: string): Record<string, string> {
  const at = url.indexOf('?')
  return at < 0 ? {} : Object.fromEntries(new URLSearchParams(url.slice(at + 1)))
}

/** Addresses are logged on the way. @throws AppError INVALID */
function requireNoPersonIn({ path }: AnyEndpoint, url: string): void {
  if (isPersonNumber(searchOf(url).q ?? ''))
    throw fieldError('q', `手机号、证件号码不写在地址里：请改用 POST ${path}/search，条件放在请求内容里`)
}

/** @throws AppError FORBIDDEN: neither role nor area allows it */
function requireRight({ action }: AnyEndpoint, staff: StaffActor): void {
  if (!action || !staffMay(staff, action)) throw new AppError('FORBIDDEN')
}

/** @throws AppError UNAUTHENTICATED */
async function authenticate(endpoint: AnyEndpoint, request: Request): Promise<AnyActor> {
  if (endpoint.auth === 'public') return PUBLIC
  if (endpoint.auth === 'account') {
    const account = await findAccountActor(request.headers.get('authorization'))
    if (!account) throw new AppError('UNAUTHENTICATED')
    return account
  }
  const activity = !endpoint.background && !request.headers.has(BACKGROUND_HEADER)
  const staff = await findStaffActor(cookie(request, staffCookieName()), activity)
  if (!staff) throw new AppError('UNAUTHENTICATED')
  return staff
}

const SET_UP_WORDS = { PASSWORD: '请先修改密码', FACTOR: '请先启用二次验证' } as const

/** @throws AppError SET_UP_REQUIRED */
function requireSetUp({ session }: StaffActor): void {
  if (session?.setUp) throw new AppError('SET_UP_REQUIRED', { detail: SET_UP_WORDS[session.setUp] })
}

/** @throws AppError CONFIRM_REQUIRED */
function requireRecentSignIn({ session }: StaffActor): void {
  if (!session || Date.now() - session.signedInAt.getTime() > RECENT_SIGN_IN_SECONDS * 1000)
    throw new AppError('CONFIRM_REQUIRED')
}

/** `content`: the body or, since the boundary of a multipart body changes with each attempt, its file. */
type Sent = { request: Request; content: Buffer; caller: string }

/** The stored answer of an earlier POST with this key; otherwise notes in `store` what `transact` has to store. */
async function recall(
  endpoint: AnyEndpoint,
  { request, content, caller }: Sent,
  store: RequestContext,
): Promise<Answer | null> {
  const key = request.headers.get('idempotency-key')
  if (!key || request.method !== 'POST') return null
  if (key.length > 200) throw new AppError('MALFORMED', { detail: 'Idempotency-Key 过长' })
  const requestHash = sha256(`${request.method} ${new URL(request.url).pathname} ${sha256(content)}`)
  const repeatable = { scope: `${endpoint.auth}:${caller}`, key, requestHash }
  const answer = await findAnswer(db(), repeatable)
  if (answer) return json(answer.body, answer.status)
  store.idempotency = { ...repeatable, status: statusOf(endpoint), stored: false }
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
