'use client'

import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { ownerSession } from '@/lib/client/owner-session'
import { installSignInGate } from '@/lib/client/sign-in-gate'

/** Hardly ever needed: loaded when it is. */
const SignInAgain = dynamic(() =>
  import('@/components/account/sign-in-again').then((part) => part.SignInAgain),
)

/** After "not now" the sheet stays away for a while: drafts that save themselves would bring it back with the next letter. */
const PAUSE_MS = 15_000

type Asking = { accountId: string; answer: (signedIn: boolean) => void }

/**
 * Asks to sign in again over the page when a call finds the session ended; the call is then repeated. Only for somebody who
 * had signed in and is looking: calls of a page in the background fail quietly and are made again later.
 */
export function SignInGate() {
  const [asking, setAsking] = useState<Asking | null>(null)

  useEffect(() => {
    let pausedUntil = 0
    return installSignInGate(async () => {
      const accountId = ownerSession()?.accountId
      const looking = document.visibilityState === 'visible'
      if (!accountId || !looking || Date.now() < pausedUntil) return false
      const signedIn = await new Promise<boolean>((answer) => setAsking({ accountId, answer }))
      setAsking(null)
      if (!signedIn) pausedUntil = Date.now() + PAUSE_MS
      return signedIn
    })
  }, [])

  if (!asking) return null
  return (
    <SignInAgain
      onDone={() => {
        if (ownerSession()?.accountId === asking.accountId) return asking.answer(true)
        // Somebody else: the page shows what the first one had before them.
        asking.answer(false)
        window.location.assign('/m')
      }}
      onLater={() => asking.answer(false)}
    />
  )
}
