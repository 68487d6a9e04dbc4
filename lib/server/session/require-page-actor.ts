import { cookies, headers } from 'next/headers'
import { forbidden, redirect } from 'next/navigation'
import { cache } from 'react'
import { roleMay, type StaffAction } from '@/lib/core/access'
import type { StaffActor } from '@/lib/core/actor'
import { findStaffActor, staffCookieName } from './staff-session'

/** Asked once in a request, however many layouts and pages want to know. */
export const findPageActor = cache(async (): Promise<StaffActor | null> => {
  const jar = await cookies()
  return findStaffActor(jar.get(staffCookieName())?.value)
})

/**
 * The member of staff for whom a page is rendered. Every page calls it itself: a layout is not rendered again when one
 * goes from page to page.
 * Signed out: goes to the sign-in page, which leads back here. Role may not: the 403 page.
 * @param action the row of the access table that opens the page
 */
export async function requirePageActor(action: StaffAction = 'console.use'): Promise<StaffActor> {
  const actor = await findPageActor()
  if (!actor) {
    const { path, hadSession } = await whereFrom()
    const search = new URLSearchParams({ next: path, ...(hadSession ? { expired: '1' } : {}) })
    redirect(`/login?${search}`)
  }
  if (!roleMay(actor.role, action)) forbidden()
  return actor
}

/** The page asked for, as proxy.ts notes it on the request. */
async function whereFrom(): Promise<{ path: string; hadSession: boolean }> {
  const [all, jar] = await Promise.all([headers(), cookies()])
  return { path: all.get('x-nrmm-page') ?? '/', hadSession: jar.has(staffCookieName()) }
}

/** The nonce of this request's content security policy. */
export async function pageNonce(): Promise<string | undefined> {
  return (await headers()).get('x-nonce') ?? undefined
}
