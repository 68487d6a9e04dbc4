'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { MobilePage } from '@/components/mobile/mobile-page'
import { SignedIn } from '@/components/mobile/signed-in'
import { Empty, Failed, Loading } from '@/components/mobile/states'
import { useOwnerSession } from '@/components/mobile/use-owner-session'
import { ApiError } from '@/lib/client/api-error'
import type { Draft } from '@/lib/features/draft/api/draft'
import { openDraft } from '@/lib/features/draft/api/open-drafts'
import type { FilingStatus } from '@/lib/features/filing/schema/owner'
import { formOptions } from '@/lib/features/option/api'
import { FilingForm } from './filing-form'
import { FormWaiting } from './form-waiting'
import { placeOf } from './places'
import { loadStep } from './steps'
import { useOwnerHost } from './use-owner-host'

/** The five-step form of one draft. `id` is the local draft key or the filing id. */
export function FilingFormPage({ id }: { id: string }) {
  const step = useSearchParams().get('step')
  useEffect(() => loadStep(placeOf(step)), [step])
  return (
    <SignedIn waiting={<FormWaiting />}>
      <OpenForm id={id} />
    </SignedIn>
  )
}

function OpenForm({ id }: { id: string }) {
  const accountId = useOwnerSession()?.accountId ?? ''
  const opened = useQuery({
    queryKey: ['open-draft', accountId, id],
    queryFn: () => openDraft(accountId, id),
    // Opens the local copy when offline; never refetched, since the draft object updates itself.
    networkMode: 'always',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
  const options = useQuery(formOptions())
  const host = useOwnerHost()
  const failed = opened.error ?? (options.data ? null : options.error)
  if (failed instanceof ApiError && failed.problem.status === 404) return <DraftNotFound />
  if (failed) {
    const retry = () => void (opened.error ? opened.refetch() : options.refetch())
    return (
      <MobilePage title="机械登记流程" back="/m">
        <Failed error={failed} onRetry={retry} />
      </MobilePage>
    )
  }
  if (!opened.data || !options.data) return <FormWaiting />
  const redirectTo = redirectFor(opened.data)
  if (redirectTo) return <Redirect to={redirectTo} />
  const { key } = opened.data.snapshot().record
  return <FilingForm key={key} draft={opened.data} options={options.data} host={host} />
}

const EDITABLE: readonly FilingStatus[] = ['DRAFT']

/** Address of the view or correction page if the filing is no longer a draft. */
function redirectFor(draft: Draft): string | null {
  const { filing } = draft.snapshot().record
  if (!filing || EDITABLE.includes(filing.status)) return null
  return filing.status === 'RETURNED' ? `/m/filings/${filing.id}/correct` : `/m/filings/${filing.id}`
}

function Redirect({ to }: { to: string }) {
  const router = useRouter()
  useEffect(() => {
    router.replace(to)
  }, [router, to])
  return <Loading />
}

function DraftNotFound() {
  return (
    <MobilePage title="机械登记流程" back="/m">
      <Empty
        title="没有找到这份草稿"
        hint="它可能已经提交或删除，请在编码登记进展中查看。"
        action={<Link href="/m/filings">编码登记进展</Link>}
      />
    </MobilePage>
  )
}
