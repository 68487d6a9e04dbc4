'use client'

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { SignedIn } from '@/components/mobile/signed-in'
import { Loading } from '@/components/mobile/states'
import { useOwnerSession } from '@/components/mobile/use-owner-session'
import { useMay } from '@/components/role/use-may'
import { consentsQuery } from '@/lib/features/consent/api'
import { startDraft } from '@/lib/features/draft/api/open-drafts'
import { progressQuery } from '@/lib/features/filing/api/owner'
import { OpenDrafts } from './open-drafts'
import { useLocalDrafts } from './use-local-drafts'

/** 编码登记: offers the drafts that are open, or opens a new one. */
export function NewFiling() {
  return (
    <SignedIn>
      <DraftsFirst />
    </SignedIn>
  )
}

function DraftsFirst() {
  const session = useOwnerSession()
  const local = useLocalDrafts()
  const stored = useInfiniteQuery({ ...progressQuery('DRAFT'), refetchOnMount: 'always' })
  // A draft is begun only when it is known that the page asks nothing first: it would be replaced under the finger.
  const consents = useQuery(consentsQuery())
  const { asking } = useMay('FILE')
  const [anew, setAnew] = useState(false)
  const onPhone = new Set(local.data?.map(({ filing }) => filing?.id))
  const filings = (stored.data?.pages ?? [])
    .flatMap(({ data }) => data)
    .filter(({ id, filerId }) => filerId === session?.accountId && !onPhone.has(id))
  const begun = filings.length + (local.data?.length ?? 0)
  // Whether there are none is known when all have answered; without a network those of this phone are what there is.
  const none = begun === 0 && !asking && ![local, stored, consents].some(({ isFetching }) => isFetching)
  useEffect(() => {
    if (none) setAnew(true)
  }, [none])
  if (anew) return <Start />
  if (begun === 0) return <Loading />
  return (
    <OpenDrafts
      filings={filings}
      more={stored.hasNextPage}
      local={local.data ?? []}
      onNew={() => setAnew(true)}
    />
  )
}

/** Creates a draft and replaces this page by its form, so that back skips this page. */
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
