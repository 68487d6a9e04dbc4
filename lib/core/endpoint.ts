import './zod-locale'
import type { z } from 'zod'
import type { StaffAction } from './access'

/** Limits that an endpoint may ask for; their figures are in lib/server/http/limits.ts. */
export type LimitName = 'codes' | 'signIn' | 'upload' | 'lookup' | 'check' | 'account' | 'reveal'

/**
 * One call of the API, declared once: the route serves it, the browser calls it, OpenAPI shows it
 * and the test of roles × areas is generated from it.
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
  /** `optional`: an owner's token is read if there is one. */
  auth: 'public' | 'account' | 'staff'
  /** Needed with `auth: 'staff'`: the row of the access table. */
  action?: StaffAction
  params?: P
  query?: Q
  body?: B
  /** The body is multipart with one `file`: a photo of up to 10 MB, or something else of up to `maxBytes`. */
  upload?: boolean | { maxBytes: number }
  /** Absent: no content (204) or, with `file`, a file. */
  response?: R
  /** Content type of a file that is answered instead of JSON. */
  file?: string
  /** 200 unless told; 204 when there is no response. */
  status?: number
  limits?: readonly LimitName[]
}

// biome-ignore lint/suspicious/noExplicitAny: any endpoint, whatever its schemas
export type AnyEndpoint = Endpoint<any, any, any, any>

/** Keeps the exact types of a declaration: `defineRoute` and `apiFetch` derive the actor, input and answer from them. */
export function endpoint<const E extends AnyEndpoint>(declaration: E): E {
  return declaration
}
