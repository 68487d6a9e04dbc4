'use client'

import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, useEffect } from 'react'
import { Loading } from './states'
import { useOwnerSession } from './use-owner-session'

/** Renders its children for a signed-in owner only; others are redirected to sign-in and back. */
export function SignedIn({ waiting = <Loading />, children }: { waiting?: ReactNode; children: ReactNode }) {
  const session = useOwnerSession()
  const router = useRouter()
  const path = usePathname()
  const signedOut = session === null
  useEffect(() => {
    if (signedOut) router.replace(`/m/sign-in?next=${encodeURIComponent(path + window.location.search)}`)
  }, [signedOut, router, path])
  return session ? children : waiting
}
