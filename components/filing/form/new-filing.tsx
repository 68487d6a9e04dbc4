'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { SignedIn } from '@/components/mobile/signed-in'
import { Loading } from '@/components/mobile/states'
import { useOwnerSession } from '@/components/mobile/use-owner-session'
import { startDraft } from '@/lib/features/draft/api/open-drafts'

/** Creates a draft and replaces this page by its form, so that back skips this page. */
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
