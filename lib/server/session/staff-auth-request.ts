import { AppError } from '@/lib/core/app-error'
import { env } from '@/lib/server/env'
import type { Call } from '@/lib/server/http/call'
import { readText } from '@/lib/server/http/request-input'
import { cookies } from '@/lib/server/http/request-origin'

/** The next-auth actions that are served, by method; all others are 404. */
const SERVED: Record<string, readonly string[]> = {
  GET: ['csrf', 'session', 'providers', 'signin', 'signout', 'error'],
  POST: ['callback/credentials', 'signout'],
}
const KNOWN = Object.values(SERVED).flat()
/** A sign-in is a few hundred bytes. */
const MAX_BODY_BYTES = 64 * 1024
const CALLBACK_COOKIE = 'next-auth.callback-url'

/** A request as next-auth reads it. */
export type AuthRequest = {
  method: string
  /** `signin`, or `callback` and its provider. */
  action: string[]
  query: Record<string, string>
  cookies: Record<string, string>
  headers: Record<string, string>
  body: Record<string, unknown> | undefined
}

/**
 * Validates a request before next-auth gets it, which answers 500 to an invalid callback URL or an unreadable body.
 * @throws AppError NOT_FOUND, METHOD_NOT_ALLOWED for an action that is not served; PAYLOAD_TOO_LARGE; MALFORMED for a body
 * that is not JSON or an invalid callback URL, also in a cookie
 */
export async function checkedAuthRequest(call: Call, action: string): Promise<AuthRequest> {
  const { request } = call
  const { method } = request
  if (!KNOWN.includes(action)) throw new AppError('NOT_FOUND', { detail: '没有这个接口' })
  const allow = Object.keys(SERVED).filter((name) => SERVED[name]?.includes(action))
  if (!allow.includes(method === 'HEAD' ? 'GET' : method)) throw new AppError('METHOD_NOT_ALLOWED', { allow })
  if (strayCallbackCookies(request).length > 0)
    throw new AppError('MALFORMED', { detail: '浏览器中保存的登录信息已损坏，现已清除，请重试' })
  const query = Object.fromEntries(new URL(request.url).searchParams)
  requireAddress(query.callbackUrl)
  const contentType = request.headers.get('content-type') ?? ''
  const body = method === 'POST' ? parsedBody(await readText(call, MAX_BODY_BYTES), contentType) : undefined
  requireAddress(body?.callbackUrl)
  const headers = Object.fromEntries(request.headers)
  return { method, action: action.split('/'), query, cookies: cookies(request), headers, body }
}

function parsedBody(body: string, contentType: string): Record<string, unknown> {
  if (!contentType.includes('json')) return Object.fromEntries(new URLSearchParams(body))
  try {
    const parsed: unknown = JSON.parse(body)
    if (typeof parsed === 'object' && parsed !== null) return { ...parsed }
  } catch (cause) {
    throw new AppError('MALFORMED', { detail: '请求内容不是有效的 JSON', cause })
  }
  throw new AppError('MALFORMED', { detail: '请求内容不是有效的 JSON 对象' })
}

function requireAddress(given: unknown): void {
  if (given === undefined || given === null || given === '') return
  if (typeof given !== 'string' || !isAddress(given))
    throw new AppError('MALFORMED', { detail: 'callbackUrl 应为本站的地址' })
}

function isAddress(text: string): boolean {
  const home = env().PUBLIC_URL
  return URL.canParse(text, home) && /^https?:$/.test(new URL(text, home).protocol) && isAbsolute(text)
}

/** next-auth accepts an absolute path or URL, but not a relative one. */
const isAbsolute = (text: string): boolean => text.startsWith('/') || URL.canParse(text)

/** Names of invalid callback cookies, which next-auth answers with 500 until they are deleted. */
export function strayCallbackCookies(request: Request): string[] {
  return Object.entries(cookies(request))
    .filter(([name, value]) => name.endsWith(CALLBACK_COOKIE) && !isAddress(value))
    .map(([name]) => name)
}
