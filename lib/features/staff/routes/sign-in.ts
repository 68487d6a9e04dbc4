import { AppError } from '@/lib/core/app-error'
import type { Call } from '@/lib/server/http/call'
import { consumeLimit } from '@/lib/server/http/limits'
import type { PlainRoute } from '@/lib/server/http/mount-api'
import { problem } from '@/lib/server/http/problem'
import { currentRequestId } from '@/lib/server/http/request-context'
import { cookie, requireSameOrigin } from '@/lib/server/http/request-origin'
import { runNextAuth } from '@/lib/server/session/next-auth'
import { staffAuthOptions } from '@/lib/server/session/staff-auth'
import { checkedAuthRequest, strayCallbackCookies } from '@/lib/server/session/staff-auth-request'
import { findStaffActor, staffCookieName } from '@/lib/server/session/staff-session'
import { signInStaff } from '../commands/sign-in'
import { recordSignOut } from '../commands/sign-out'
import { credentials } from '../schema'

const PATH = '/api/auth/'

/** Not declared as other routes are: the addresses, bodies and cookies are next-auth's; failures are problems as everywhere. */
async function answer(call: Call): Promise<Response> {
  const response = await answerOf(call).catch((error: unknown) => {
    const { status, headers, text } = problem(error, currentRequestId())
    return new Response(text, { status, headers })
  })
  // The same question again, once the browser has deleted what nobody here wrote.
  for (const name of strayCallbackCookies(call.request))
    response.headers.append('set-cookie', `${name}=; Path=/; Max-Age=0`)
  return response
}

async function answerOf(call: Call): Promise<Response> {
  const { request, address } = call
  const action = new URL(request.url).pathname.slice(PATH.length)
  if (request.method === 'POST') {
    requireSameOrigin(request)
    await consumeLimit('signIn', { address, actorId: null })
  }
  const checked = await checkedAuthRequest(call, action)
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
  const response = await runNextAuth(checked, options)
  if (refused) throw refused
  if (leaving && clearsSession(response)) await recordSignOut(leaving)
  return response
}

/** A wrong CSRF token leaves the session as it was. */
function clearsSession(response: Response): boolean {
  return response.headers.getSetCookie().some((line) => line.startsWith(`${staffCookieName()}=;`))
}

export const staffAuthRoutes: readonly PlainRoute[] = [
  { method: 'GET', path: `${PATH}*`, answer },
  { method: 'POST', path: `${PATH}*`, answer },
]
