import { cookies, headers } from 'next/headers'
import { forbidden, redirect } from 'next/navigation'
import { cache } from 'react'
import { type StaffAction, staffMay } from '@/lib/core/access'
import type { StaffActor } from '@/lib/core/actor'
import { PEER_HEADER } from '@/lib/server/http/peer-address'
import { recordPageRefusal } from '@/lib/server/http/refusals'
import { staffCookieName } from './staff-cookie'
import { findStaffActor } from './staff-session'

/** Cached per request for layouts and pages. */
export const findPageActor = cache(async (): Promise<StaffActor | null> => {
  const jar = await cookies()
  return findStaffActor(jar.get(staffCookieName())?.value, true)
})

/**
 * The member of staff for whom a page is rendered. Every page must call it: layouts are not rendered again on client-side
 * navigation. Redirects to the sign-in page when signed out, and shows the 403 page, which is recorded, when the role lacks access.
 * @param action the row of the access table that the page requires
 */
export async function requirePageActor(action: StaffAction = 'console.use'): Promise<StaffActor> {
  const actor = await findPageActor()
  if (!actor) {
    const { path, hadSession } = await requestedPage()
    const search = new URLSearchParams({ next: path, ...(hadSession ? { expired: '1' } : {}) })
    redirect(`/login?${search}`)
  }
  if (actor.session?.setUp) redirect(`/set-up?${new URLSearchParams({ next: (await requestedPage()).path })}`)
  if (!staffMay(actor, action)) {
    const { path, address } = await requestedPage()
    recordPageRefusal(actor, path.split('?', 1)[0] ?? '', address)
    forbidden()
  }
  return actor
}

/** The requested page, as proxy.ts sets it on the request. */
async function requestedPage(): Promise<{ path: string; hadSession: boolean; address: string | null }> {
  const [all, jar] = await Promise.all([headers(), cookies()])
  return {
    path: all.get('x-nrmm-page') ?? '/',
    hadSession: jar.has(staffCookieName()),
    address: all.get(PEER_HEADER),
  }
}

/** The nonce of this request's content security policy. */
export async function pageNonce(): Promise<string | undefined> {
  return (await headers()).get('x-nonce') ?? undefined
}
