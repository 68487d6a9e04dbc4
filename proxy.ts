import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { env } from '@/lib/server/env'
import { pagePolicy, transportSecurity } from '@/lib/server/http/security-headers'

/**
 * Gives every page its own nonce: Next sets it on its scripts (it reads the policy from the request), the layout passes
 * it to the component library (`x-nonce`). Access is not checked here.
 */
export function proxy(request: NextRequest): NextResponse {
  const { NODE_ENV, PUBLIC_URL, HSTS_PRELOAD } = env()
  const nonce = randomBytes(16).toString('base64')
  const policy = pagePolicy(nonce, NODE_ENV === 'development')
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  // Page to return to after sign-in.
  headers.set('x-nrmm-page', request.nextUrl.pathname + request.nextUrl.search)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  const transport = transportSecurity(PUBLIC_URL, HSTS_PRELOAD === 'on')
  for (const [name, value] of Object.entries(transport)) response.headers.set(name, value)
  return response
}

export const config = {
  // Pages only: the API and built files get fixed headers from next.config.js.
  matcher: ['/((?!api/|_next/static/|_next/image|.*\\.(?:ico|png|svg|webmanifest|txt)$).*)'],
}
