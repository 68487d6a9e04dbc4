'use client'

import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, useEffect } from 'react'
import { Loading } from './states'
import { useOwnerSession } from './use-owner-session'

/** What only a signed-in owner sees; anybody else signs in first and comes back here. */
export function SignedIn({ waiting = <Loading />, children }: { waiting?: ReactNode; children: ReactNode }) {
  const session = useOwnerSession()
  const router = useRouter()
  const path = usePathname()
  const nobody = session === null
  useEffect(() => {
    if (nobody) router.replace(`/m/sign-in?next=${encodeURIComponent(path + window.location.search)}`)
  }, [nobody, router, path])
  return session ? children : waiting
}
