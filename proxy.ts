import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { env } from '@/lib/server/env'
import { pagePolicy, TRANSPORT_SECURITY } from '@/lib/server/http/security-headers'

/**
 * Every page gets a nonce of its own: Next puts it on the scripts that it writes (it reads the policy from the request),
 * the layout hands it to the component library (`x-nonce`). Who may see what is not decided here.
 */
export function proxy(request: NextRequest): NextResponse {
  const { NODE_ENV, PUBLIC_URL } = env()
  const nonce = randomBytes(16).toString('base64')
  const policy = pagePolicy(nonce, NODE_ENV === 'development')
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  // Where the sign-in page leads back to.
  headers.set('x-nrmm-page', request.nextUrl.pathname + request.nextUrl.search)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  if (PUBLIC_URL.startsWith('https:')) response.headers.set('strict-transport-security', TRANSPORT_SECURITY)
  return response
}

export const config = {
  // Pages only: the API and built files get their fixed headers from next.config.js, without this work.
  matcher: ['/((?!api/|_next/static/|_next/image|.*\\.(?:ico|png|svg|webmanifest|txt)$).*)'],
}
