'use client'

import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { ownerSession } from '@/lib/client/owner-session'
import { installSignInGate } from '@/lib/client/sign-in-gate'

/** Rarely needed: loaded on demand. */
const SignInAgain = dynamic(() =>
  import('@/components/account/sign-in-again').then((part) => part.SignInAgain),
)

/** Pause after "not now" (ms): autosaving drafts would reopen the sheet with the next keystroke. */
const PAUSE_MS = 15_000

/** Pages where one signs in anyway: a sheet that asks for it would lie over the same fields. */
const SIGNING_IN = /^\/m\/(sign-in|register|forgot|enter)$/

type Prompt = { accountId: string; answer: (signedIn: boolean) => void }

/**
 * Asks to sign in again over the page when a call finds the session ended; the call is then repeated. Only if an owner had
 * signed in, the page is visible and is not one to sign in: calls of a page in the background fail quietly and are retried later.
 */
export function SignInGate() {
  const [prompt, setPrompt] = useState<Prompt | null>(null)

  useEffect(() => {
    let pausedUntil = 0
    return installSignInGate(async () => {
      const accountId = ownerSession()?.accountId
      const visible = document.visibilityState === 'visible'
      const here = SIGNING_IN.test(window.location.pathname)
      if (!accountId || !visible || here || Date.now() < pausedUntil) return false
      const signedIn = await new Promise<boolean>((answer) => setPrompt({ accountId, answer }))
      setPrompt(null)
      if (!signedIn) pausedUntil = Date.now() + PAUSE_MS
      return signedIn
    })
  }, [])

  if (!prompt) return null
  return (
    <SignInAgain
      onDone={() => {
        if (ownerSession()?.accountId === prompt.accountId) return prompt.answer(true)
        // Another account: the page still shows the first one's data.
        prompt.answer(false)
        window.location.assign('/m')
      }}
      onLater={() => prompt.answer(false)}
    />
  )
}
