'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { SignedIn } from '@/components/mobile/signed-in'
import { Loading } from '@/components/mobile/states'
import { useOwnerSession } from '@/components/mobile/use-owner-session'
import { startDraft } from '@/lib/features/draft/api/open-drafts'

/** Begins a draft and goes to its form; going back from there leads to where one came from. */
export function NewFiling() {
  return (
    <SignedIn>
      <Start />
    </SignedIn>
  )
}

function Start() {
  const session = useOwnerSession()
  const router = useRouter()
  const started = useRef(false)
  const accountId = session?.accountId
  useEffect(() => {
    if (!accountId || started.current) return
    started.current = true
    void startDraft(accountId).then((draft) =>
      router.replace(`/m/filings/${draft.snapshot().record.key}/edit`),
    )
  }, [accountId, router])
  return <Loading />
}
