import type { z } from 'zod'
import { PUBLIC } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { auditFrequent } from '@/lib/server/audit/frequent'
import type { Call } from '@/lib/server/http/call'
import { consumeLimit } from '@/lib/server/http/limits'
import type { PlainRoute } from '@/lib/server/http/mount-api'
import { readText } from '@/lib/server/http/request-body'
import { cookie, requireSameOrigin } from '@/lib/server/http/request-origin'
import { randomToken } from '@/lib/server/secrets/secrets'
import { deviceCookie, deviceCookieName, readDevice } from '@/lib/server/session/device-cookie'
import { deviceWords } from '@/lib/server/session/device-words'
import { noStaffCookie, staffCookie, staffCookieName } from '@/lib/server/session/staff-cookie'
import { findStaffActor } from '@/lib/server/session/staff-session'
import { activate, findActivation } from '../commands/activate'
import { signOut } from '../commands/end-sessions'
import type { Browser } from '../commands/open-session'
import { signInStaff } from '../commands/sign-in'
import { activation, activationToken } from '../schema/activation'
import { credentials } from '../schema/sign-in'

/** A sign-in is a few hundred bytes. */
const MAX_BODY_BYTES = 64 * 1024

/** Not declared endpoints, since they set the cookie that the others ask for. The addresses are those of next-auth's time. */
export const staffAuthRoutes: readonly PlainRoute[] = [
  { method: 'GET', path: '/api/auth/csrf', answer: answerToken },
  { method: 'POST', path: '/api/auth/callback/credentials', answer: answerSignIn },
  { method: 'POST', path: '/api/auth/signout', answer: answerSignOut },
  { method: 'POST', path: '/api/auth/activation/check', answer: answerWhose },
  { method: 'POST', path: '/api/auth/activation', answer: answerActivation },
]

/** For programs that ask for next-auth's token before they sign in. Nothing depends on it: the Origin is what is checked. */
async function answerToken(): Promise<Response> {
  return Response.json({ csrfToken: randomToken() }, { headers: { 'cache-control': 'no-store' } })
}

async function answerSignIn(call: Call): Promise<Response> {
  await admit(call)
  const parsed = credentials.safeParse(await readFields(call))
  if (!parsed.success) throw refusedUnread()
  const browser = browserOf(call)
  const done = await signInStaff(parsed.data, browser)
  // No cookie yet: the same credentials come again with the second factor.
  if (done.id === null) return withCookies({ signedIn: false, secondFactor: done.secondFactor }, [])
  return withCookies({ signedIn: true }, [
    staffCookie(done.token),
    deviceCookie('staff', browser.former ?? null, done.id),
  ])
}

/** What was given is not stored: it is longer than any name, or no text at all. */
function refusedUnread(): AppError {
  auditFrequent(PUBLIC, {
    action: 'staff.sign-in-failed',
    subjectType: 'staff',
    subjectId: 'unreadable',
    details: { found: false, why: 'UNREADABLE' },
  })
  return new AppError('INVALID_CREDENTIALS')
}

/** Also without a session: the browser forgets the cookie. */
async function answerSignOut(call: Call): Promise<Response> {
  await admit(call)
  const actor = await findStaffActor(tokenOf(call), false)
  if (actor) await signOut(actor)
  return withCookies({ signedIn: false }, [noStaffCookie()])
}

/** Whose activation link it is, for its page. */
async function answerWhose(call: Call): Promise<Response> {
  await admit(call)
  const { token } = parsed(activationToken, await readFields(call))
  return withCookies(await findActivation(token), [])
}

async function answerActivation(call: Call): Promise<Response> {
  await admit(call)
  await activate(parsed(activation, await readFields(call)))
  return withCookies({ activated: true }, [])
}

/** @throws AppError INVALID on the first field that is wrong */
function parsed<S extends z.ZodType>(schema: S, fields: unknown): z.output<S> {
  const result = schema.safeParse(fields)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw fieldError(issue?.path.join('.') ?? '', issue?.message ?? '')
}

async function admit({ request, address }: Call): Promise<void> {
  requireSameOrigin(request)
  await consumeLimit('signIn', { address, actorId: null })
}

const tokenOf = ({ request }: Call): string | undefined => cookie(request, staffCookieName())

function browserOf(call: Call): Browser {
  const device = deviceWords(call.request.headers.get('user-agent'))
  const former = readDevice('staff', cookie(call.request, deviceCookieName()))
  return { address: call.address, device, token: tokenOf(call), former }
}

function withCookies(body: unknown, cookies: readonly string[]): Response {
  const response = Response.json(body, { headers: { 'cache-control': 'no-store' } })
  for (const line of cookies) response.headers.append('set-cookie', line)
  return response
}

/** A JSON object, or a form as simpler programs send it. @throws AppError PAYLOAD_TOO_LARGE, MALFORMED */
async function readFields(call: Call): Promise<unknown> {
  const text = await readText(call, MAX_BODY_BYTES)
  if (!call.request.headers.get('content-type')?.includes('json'))
    return Object.fromEntries(new URLSearchParams(text))
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('MALFORMED', { detail: '请求内容不是有效的 JSON', cause })
  }
}
