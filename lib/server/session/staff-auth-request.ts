import { NextRequest } from 'next/server'
import { AppError } from '@/lib/core/app-error'
import { env } from '@/lib/server/env'
import { unescaped } from '@/lib/server/http/unescaped'

/** What is served of next-auth, by method: the rest of its addresses is nobody's business here. */
const SERVED: Record<string, readonly string[]> = {
  GET: ['csrf', 'session', 'providers', 'signin', 'signout', 'error'],
  POST: ['callback/credentials', 'signout'],
}
const KNOWN = Object.values(SERVED).flat()
/** A sign-in is a few hundred bytes. */
const MOST_BYTES = 64 * 1024
const CALLBACK_COOKIE = 'next-auth.callback-url'

/**
 * The request as next-auth may have it: it takes a callback address or a body that cannot be read for a fault of the
 * server, and answers 500.
 * @throws AppError NOT_FOUND, METHOD_NOT_ALLOWED for an address that is not served; PAYLOAD_TOO_LARGE; MALFORMED for a body that is
 * no JSON or for a callback address, also in a cookie, that is none
 */
export async function checkedAuthRequest(request: NextRequest, action: string): Promise<NextRequest> {
  if (!KNOWN.includes(action)) throw new AppError('NOT_FOUND', { detail: '没有这个接口' })
  if (!SERVED[request.method]?.includes(action)) throw new AppError('METHOD_NOT_ALLOWED')
  if (strayCallbackCookies(request).length > 0)
    throw new AppError('MALFORMED', { detail: '浏览器中保存的登录信息已损坏，现已清除，请重试' })
  requireAddress(request.nextUrl.searchParams.get('callbackUrl'))
  const { url, method, headers } = request
  if (Number(headers.get('content-length') ?? 0) > MOST_BYTES) throw new AppError('PAYLOAD_TOO_LARGE')
  const body = method === 'POST' ? await request.text() : undefined
  if (body !== undefined) requireAddress(callbackIn(body, headers.get('content-type') ?? ''))
  return new NextRequest(url, { method, headers, body })
}

function callbackIn(body: string, contentType: string): unknown {
  if (!contentType.includes('json')) return new URLSearchParams(body).get('callbackUrl')
  try {
    const parsed: unknown = JSON.parse(body)
    if (typeof parsed === 'object' && parsed !== null) return Reflect.get(parsed, 'callbackUrl')
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
export function strayCallbackCookies(request: NextRequest): string[] {
  return request.cookies
    .getAll()
    .filter(({ name, value }) => name.endsWith(CALLBACK_COOKIE) && !isAddress(unescaped(value) ?? ''))
    .map(({ name }) => name)
}
