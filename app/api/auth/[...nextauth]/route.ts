import { randomUUID } from 'node:crypto'
import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { AppError } from '@/lib/core/app-error'
import { signInStaff } from '@/lib/features/staff/commands/sign-in'
import { recordSignOut } from '@/lib/features/staff/commands/sign-out'
import { credentials } from '@/lib/features/staff/schema'
import { consumeLimit } from '@/lib/server/http/limits'
import { problem } from '@/lib/server/http/problem'
import { requestContext } from '@/lib/server/http/request-context'
import { clientAddress, cookie, requireSameOrigin } from '@/lib/server/http/request-origin'
import { staffAuthOptions } from '@/lib/server/session/staff-auth'
import { checkedAuthRequest, strayCallbackCookies } from '@/lib/server/session/staff-auth-request'
import { findStaffActor, staffCookieName } from '@/lib/server/session/staff-session'

type Context = { params: Promise<{ nextauth: string[] }> }

/** Not a `defineRoute`: the addresses, bodies and cookies are next-auth's; failures are told as everywhere else. */
async function serve(request: NextRequest, context: Context): Promise<Response> {
  const requestId = randomUUID()
  const response = await requestContext.run({ requestId }, () =>
    answer(request, context).catch((error) => problem(error, requestId).toResponse()),
  )
  response.headers.set('x-request-id', requestId)
  // The same question again, once the browser has let go of what nobody here wrote.
  for (const name of strayCallbackCookies(request))
    response.headers.append('set-cookie', `${name}=; Path=/; Max-Age=0`)
  return response
}

async function answer(request: NextRequest, context: Context): Promise<Response> {
  const action = (await context.params).nextauth.join('/')
  const checked = await checkedAuthRequest(request, action)
  if (request.method === 'POST') {
    requireSameOrigin(request)
    await consumeLimit('signIn', { address: clientAddress(request), actorId: null })
  }
  const leaving =
    request.method === 'POST' && action === 'signout'
      ? await findStaffActor(cookie(request, staffCookieName()))
      : null
  let refused: unknown
  const options = staffAuthOptions(async (input) => {
    try {
      const given = credentials.safeParse(input)
      if (!given.success) throw new AppError('INVALID_CREDENTIALS')
      return await signInStaff(given.data)
    } catch (error) {
      refused = error
      return null
    }
  })
  const response: Response = await NextAuth(checked, context, options)
  if (refused) throw refused
  if (leaving && clearsSession(response)) await recordSignOut(leaving)
  return response
}

/** A wrong CSRF token leaves the session as it was. */
function clearsSession(response: Response): boolean {
  return response.headers.getSetCookie().some((line) => line.startsWith(`${staffCookieName()}=;`))
}

export { serve as GET, serve as POST }
