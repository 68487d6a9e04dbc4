import type { AnyEndpoint } from '@/lib/core/endpoint'
import { PRIVACY_VERSION } from '@/lib/core/privacy-version'
import type { Route } from '@/lib/server/http/define-route'
import type { Credentials } from './access-actors'
import { enumOf, sampleOf, takes } from './access-sample'

export type Input = { params: Record<string, string>; query: Record<string, string>; body: unknown }
export type Answer = { status: number; code: string | null; text: string }

/** Where the smallest value that fits the schema is rejected by further rules. */
const BODIES: Record<string, unknown> = {
  'POST /api/console/assisted-filings': { type: 'PERSON', name: '张三', idNumber: '11010519491231002X' },
  'POST /api/console/filings/{id}/return': {
    version: 1,
    reasons: [{ code: 'PHOTO_UNCLEAR', fields: ['photos.BODY_FRONT'] }],
  },
  'POST /api/console/filings/{id}/not-duplicate': {
    otherFilingId: '00000000-0000-7000-8000-000000000000',
    state: 'not what it is',
    reason: '铭牌不同',
  },
  'POST /api/console/filings/{id}/pair': {
    otherFilingId: '00000000-0000-7000-8000-000000000000',
    verdict: 'DIFFERENT',
    state: 'not what it is',
    seen: null,
    reason: '铭牌不同',
  },
  'POST /api/console/staff': {
    username: 'somebody.new',
    name: '新同事',
    role: 'COUNTER',
    bureauId: '00000000-0000-7000-8000-000000000000',
  },
  'PATCH /api/console/series/{id}': { warnBelow: 500 },
  'POST /api/console/settings/lists/{list}/items': { code: 'TUNNEL_BORER', name: '盾构机' },
  'POST /api/v1/units/{unitId}/members/invitations': { phone: '13900000001', role: 'FILE' },
  'POST /api/v1/me/units/requests': { unitCode: '91110000100000009X' },
  'POST /api/v1/sessions/acting': { unitId: null },
  'POST /api/v1/me/closing': { phone: '13900000001', code: '123456' },
  'POST /api/v1/me/copy': { password: 'not the password' },
  'POST /api/v1/me/password': { currentPassword: 'not the password', password: 'Abcd-1234-efgh' },
  'POST /api/console/filings/{id}/reveal': { party: 'OWNER', purpose: 'CONTACT' },
  'POST /api/v1/me/disputes': {
    text: '号码是我单位的',
    districtCode: '110101',
    photoIds: ['00000000-0000-7000-8000-000000000000'],
  },
  'POST /api/console/machines/{id}/successions': {
    version: 1,
    ground: 'UNREACHABLE',
    toId: '00000000-0000-7000-8000-000000000000',
    idTail: '002X',
    evidence: ['SALE_CONTRACT'],
    compared: true,
    photoIds: ['00000000-0000-7000-8000-000000000000'],
    text: '多年前买下，联系不上',
  },
  'POST /api/v1/me/corrections': { subject: 'NAME', text: '名字写错了', districtCode: '110101' },
  'POST /api/v1/me/consents': { version: PRIVACY_VERSION, kinds: ['NOTICE'] },
  'PUT /api/console/retention/{key}': { days: 400, on: false },
  'POST /api/console/me/keys': {
    name: 'U 盾',
    key: {
      id: 'e30',
      rawId: 'e30',
      type: 'public-key',
      response: { clientDataJSON: 'e30', attestationObject: 'e30' },
    },
  },
  'PUT /api/console/me/password': { current: 'not the password', next: 'Abcd-1234-efgh' },
  'POST /api/v1/password-resets': { phone: '13900000001', password: 'Abcd-1234', code: '123456' },
  'POST /api/v1/wechat/subscriptions': { wechatCode: 'a code', templateId: 'unknown' },
  'POST /api/v1/wechat/jsapi-signatures': { url: 'http://localhost:3000/m' },
  'POST /api/v1/sessions': { phone: '13900000001', password: 'Abcd-1234' },
  'POST /api/v1/accounts': {
    type: 'PERSON',
    name: '张三',
    idNumber: '11010519491231002X',
    password: 'Abcd-1234',
    phone: '13900000001',
    code: '123456',
  },
}

/** Rows that exist from the start and belong to no area. */
const PARAMS: Record<string, Record<string, string>> = {
  'PATCH /api/console/settings/lists/{list}/items/{code}': { list: 'CATEGORY', code: 'EXCAVATOR' },
}

export const nameOf = (endpoint: AnyEndpoint) => `${endpoint.method} ${endpoint.path}`

/** Path parameters that identify a row: those that are not enumerations. */
export function rowParameters(endpoint: AnyEndpoint): string[] {
  const names = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
  return names.filter((name) => enumOf(endpoint.params, name) === null)
}

/** Query filters for rows of another area or owner: they must not widen what a caller sees. */
export type Filters = Record<string, string>

/**
 * Valid inputs of an endpoint: plain, for each queue of a list, and with each of the foreign filters.
 * @throws Error when no sample fits: the endpoint needs one in BODIES
 */
export function inputsFor(
  endpoint: AnyEndpoint,
  row: { params: Record<string, string>; body?: Record<string, unknown> },
  foreignFilters: Filters = {},
): Input[] {
  const sample = asTexts(endpoint.params ? sampleOf(endpoint.params) : {})
  const params = { ...sample, ...PARAMS[nameOf(endpoint)], ...row.params }
  const body = endpoint.body ? bodyFor(endpoint, row.body ?? {}) : undefined
  const whole: Record<string, string> = takes(endpoint.query, 'limit') ? { limit: '100' } : {}
  const query = endpoint.query ? { ...asTexts(sampleOf(endpoint.query)), ...whole } : {}
  const queues = (enumOf(endpoint.query, 'queue') ?? []).map((queue) => ({ ...query, queue }))
  const filters = Object.entries(foreignFilters).filter(([name]) => takes(endpoint.query, name))
  const filtered = filters.map(([name, value]) => ({ ...query, [name]: value }))
  return [query, ...queues, ...filtered].map((each) => ({ params, query: each, body }))
}

function bodyFor(endpoint: AnyEndpoint, own: Record<string, unknown>): unknown {
  const given = BODIES[nameOf(endpoint)]
  const sample = given ?? sampleOf(endpoint.body)
  const known = isObject(sample) ? Object.entries(own).filter(([name]) => name in sample) : []
  const body = isObject(sample) ? { ...sample, ...Object.fromEntries(known) } : sample
  if (!endpoint.body.safeParse(body).success) {
    throw new Error(`${nameOf(endpoint)}: no sample body fits, give one in testing/access-call.ts`)
  }
  return body
}

/** Calls a route of the API that listens at `origin`. */
export async function call(
  origin: string,
  { endpoint }: Route,
  input: Input,
  credentials: Credentials,
): Promise<Answer> {
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => escaped(input.params[name] ?? ''))
  const search = new URLSearchParams(input.query)
  const response = await fetch(`${origin}${path}?${search}`, {
    method: endpoint.method,
    headers: { ...credentials, ...typeOf(endpoint) },
    body: contentOf(endpoint, input.body),
  })
  const type = response.headers.get('content-type') ?? ''
  // A stream of events does not end.
  if (type.startsWith('text/event-stream')) {
    await response.body?.cancel()
    return { status: response.status, code: null, text: '' }
  }
  const bytes = Buffer.from(await response.arrayBuffer())
  const isText = /json|text/.test(type)
  const text = isText ? bytes.toString('utf8') : ''
  return { status: response.status, code: response.ok ? null : codeOf(text), text }
}

/** A lone surrogate has no percent escape; it is sent as its bytes. */
function escaped(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Cs}/gu, '\ufffd')).replaceAll('%EF%BF%BD', '%ED%A0%80')
}

function typeOf(endpoint: AnyEndpoint): Record<string, string> {
  return endpoint.body ? { 'content-type': 'application/json' } : {}
}

function contentOf(endpoint: AnyEndpoint, body: unknown): BodyInit | undefined {
  if (endpoint.method === 'GET') return undefined
  if (!endpoint.upload) return endpoint.body ? JSON.stringify(body) : undefined
  const form = new FormData()
  form.set('file', new Blob(['no picture']), 'photo.jpg')
  return form
}

function codeOf(text: string): string | null {
  const problem: unknown = text.startsWith('{') ? JSON.parse(text) : null
  return isObject(problem) && typeof problem.code === 'string' ? problem.code : null
}

function asTexts(value: unknown): Record<string, string> {
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, String(part)]))
    : {}
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
