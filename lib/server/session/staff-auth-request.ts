import { AppError } from '@/lib/core/app-error'
import { env } from '@/lib/server/env'
import type { Call } from '@/lib/server/http/call'
import { readText } from '@/lib/server/http/request-input'
import { cookies } from '@/lib/server/http/request-origin'

/** What is served of next-auth, by method: the rest of its addresses is nobody's business here. */
const SERVED: Record<string, readonly string[]> = {
  GET: ['csrf', 'session', 'providers', 'signin', 'signout', 'error'],
  POST: ['callback/credentials', 'signout'],
}
const KNOWN = Object.values(SERVED).flat()
/** A sign-in is a few hundred bytes. */
const MOST_BYTES = 64 * 1024
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
 * The request as next-auth may have it: it takes a callback address or a body that cannot be read for a fault of the
 * server, and answers 500.
 * @throws AppError NOT_FOUND, METHOD_NOT_ALLOWED for an address that is not served; PAYLOAD_TOO_LARGE; MALFORMED for a body that is
 * no JSON or for a callback address, also in a cookie, that is none
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
  const body = method === 'POST' ? parsedBody(await readText(call, MOST_BYTES), contentType) : undefined
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

/** next-auth takes a path or a whole address, and nothing that is only one beside another. */
const isAbsolute = (text: string): boolean => text.startsWith('/') || URL.canParse(text)

/**
 * Names of callback cookies that next-auth did not write itself: it answers 500 to them, until they are deleted.
 */
export function strayCallbackCookies(request: Request): string[] {
  return Object.entries(cookies(request))
    .filter(([name, value]) => name.endsWith(CALLBACK_COOKIE) && !isAddress(value))
    .map(([name]) => name)
}
