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

/** Not a declared endpoint: paths, bodies and cookies are defined by next-auth. Errors are problem+json as everywhere. */
async function answer(call: Call): Promise<Response> {
  const response = await handle(call).catch((error: unknown) => {
    const { status, headers, text } = problem(error, currentRequestId())
    return new Response(text, { status, headers })
  })
  // Makes the browser delete callback cookies that this application did not set.
  for (const name of strayCallbackCookies(call.request))
    response.headers.append('set-cookie', `${name}=; Path=/; Max-Age=0`)
  return response
}

async function handle(call: Call): Promise<Response> {
  const { request, address } = call
  const action = new URL(request.url).pathname.slice(PATH.length)
  if (request.method === 'POST') {
    requireSameOrigin(request)
    await consumeLimit('signIn', { address, actorId: null })
  }
  const checked = await checkedAuthRequest(call, action)
  const signingOut =
    request.method === 'POST' && action === 'signout'
      ? await findStaffActor(cookie(request, staffCookieName()))
      : null
  let failure: unknown
  const options = staffAuthOptions(async (input) => {
    try {
      const parsed = credentials.safeParse(input)
      if (!parsed.success) throw new AppError('INVALID_CREDENTIALS')
      return await signInStaff(parsed.data)
    } catch (error) {
      failure = error
      return null
    }
  })
  const response = await runNextAuth(checked, options)
  if (failure) throw failure
  if (signingOut && clearsSession(response)) await recordSignOut(signingOut)
  return response
}

/** Whether next-auth ended the session; with a wrong CSRF token it does not. */
function clearsSession(response: Response): boolean {
  return response.headers.getSetCookie().some((line) => line.startsWith(`${staffCookieName()}=;`))
}

export const staffAuthRoutes: readonly PlainRoute[] = [
  { method: 'GET', path: `${PATH}*`, answer },
  { method: 'POST', path: `${PATH}*`, answer },
]
