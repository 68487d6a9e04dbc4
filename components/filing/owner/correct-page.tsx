'use client'

import { useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { ConsentAgain } from '@/components/filing/form/consent-again'
import styles from '@/components/mobile/blocks.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { SignedIn } from '@/components/mobile/signed-in'
import { Empty, Failed, Loading } from '@/components/mobile/states'
import { useOwnerSession } from '@/components/mobile/use-owner-session'
import { submitDraft } from '@/lib/features/draft/api/open-drafts'
import { ownFilingsChanged } from '@/lib/features/filing/api/owner'
import { STATUS_LABELS } from '@/lib/features/filing/rules/actions'
import type { FilingDto } from '@/lib/features/filing/schema/owner'
import { CorrectionForm } from './correction-form'
import { CorrectionSubmitted } from './correction-submitted'
import { useOpenDraft } from './use-correction'

/** 备案修改: edits only the fields and photos named by the return reasons. */
export function CorrectPage({ id }: { id: string }) {
  return (
    <SignedIn>
      <Correct id={id} />
    </SignedIn>
  )
}

function Correct({ id }: { id: string }) {
  const accountId = useOwnerSession()?.accountId ?? ''
  const draft = useOpenDraft(accountId, id)
  const client = useQueryClient()
  // State of this page: after submission the draft is no longer RETURNED, so the form would be replaced.
  const [submitted, setSubmitted] = useState(false)
  const filing = draft.data?.snapshot().record.filing
  if (submitted) return <CorrectionSubmitted id={id} />
  if (draft.data && filing?.status === 'RETURNED' && filing.filerId === accountId) {
    return (
      <CorrectionForm
        key={id}
        draft={draft.data}
        back={`/m/filings/${id}`}
        submit={submitDraft}
        onSubmitted={() => {
          setSubmitted(true)
          void ownFilingsChanged(client)
        }}
      >
        <ConsentAgain draft={draft.data} />
      </CorrectionForm>
    )
  }
  return (
    <MobilePage title="备案修改" back={`/m/filings/${id}`}>
      {filing ? (
        <NotEditable filing={filing} accountId={accountId} />
      ) : draft.isPending ? (
        <Loading />
      ) : (
        <Failed error={draft.error} onRetry={() => draft.refetch()} />
      )}
    </MobilePage>
  )
}

function NotEditable({ filing, accountId }: { filing: FilingDto; accountId: string }) {
  const { id, status, filerId } = filing
  const title =
    filerId === accountId ? `该登记${STATUS_LABELS[status]}，现在不能修改` : '该登记由被委托人修改'
  const viewLink = (
    <Link href={`/m/filings/${id}`} prefetch={false} className={styles.wide}>
      查看登记
    </Link>
  )
  return (
    <Empty
      title={title}
      hint="只有退回重填的登记可以在这里修改。"
      action={<div className={styles.acts}>{viewLink}</div>}
    />
  )
}
