import './zod-locale'
import type { z } from 'zod'
import type { StaffAction } from './access'
import type { UnitRole } from './unit-role'

/** Rate limits that an endpoint may declare; their values are in lib/server/http/limits.ts. */
export type LimitName =
  | 'ownCopy'
  | 'codes'
  | 'signIn'
  | 'upload'
  | 'lookup'
  | 'check'
  | 'account'
  | 'reveal'
  | 'paper'

/** Sent with calls that a page makes by itself while nobody touches it. */
export const BACKGROUND_HEADER = 'x-nrmm-background'

/** How recent a sign-in must be for what `recentSignIn` protects. */
export const RECENT_SIGN_IN_SECONDS = 300

/**
 * One operation of the API, declared once for its route, the browser client, OpenAPI and the generated test of
 * roles × areas.
 */
export type Endpoint<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With `{name}` for parameters, e.g. `/api/v1/filings/{id}`. */
  path: string
  summary: string
  /** Credentials: none, an owner's bearer token, or a staff cookie. */
  auth: 'public' | 'account' | 'staff'
  /** Required with `auth: 'staff'`: the row of the access table. */
  action?: StaffAction
  /** With `auth: 'account'`: the least role of who acts for a unit; absent: LOOK for a GET, FILE for all else (`unitRoleOf`). */
  unitRole?: UnitRole
  params?: P
  query?: Q
  body?: B
  /** The body is multipart with one `file`: a photo of up to 10 MB, or any file of up to `maxBytes`. */
  upload?: boolean | { maxBytes: number }
  /** Absent: no content (204) or, with `file`, a file. */
  response?: R
  /** Content type of a file returned instead of JSON. */
  file?: string
  /** Default 200, or 204 when there is no response. */
  status?: number
  limits?: readonly LimitName[]
  /**
   * A GET whose query has a search text `q`, which may name a person: also served as POST `<path>/search` with the query as
   * its body, so that no address holds a phone or a document's number (docs/decisions/0053).
   */
  searchable?: boolean
  /** Calls say nothing about the person's activity: an idle session stays idle. */
  background?: boolean
  /** Staff must have signed in within RECENT_SIGN_IN_SECONDS: changes of password or second factor. */
  recentSignIn?: boolean
  /** Also while a new password or a second factor is still to be set, which it serves. */
  duringSetUp?: boolean
}

// biome-ignore lint/suspicious/noExplicitAny: any endpoint, whatever its schemas
export type AnyEndpoint = Endpoint<any, any, any, any>

/** The POST beside a searchable GET. */
export function searchEndpoint(endpoint: AnyEndpoint): AnyEndpoint {
  const { query, searchable: _, ...rest } = endpoint
  const summary = `${endpoint.summary}；条件放在请求内容里，手机号、证件号不进入网址`
  return { ...rest, method: 'POST', path: `${endpoint.path}/search`, summary, body: query, status: 200 }
}

/** Preserves a declaration's literal types, from which `defineRoute` and `apiFetch` derive actor, input and response. */
export function endpoint<const E extends AnyEndpoint>(declaration: E): E {
  return declaration
}
