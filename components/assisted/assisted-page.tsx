'use client'

import 'antd-mobile/es/global'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { CorrectionForm } from '@/components/filing/owner/correction-form'
import { MobilePage } from '@/components/mobile/mobile-page'
import { Failed, Loading } from '@/components/mobile/states'
import { OffersReadings } from '@/components/photo/reading-offer'
import { ApiError } from '@/lib/client/api-error'
import { assistedQuery, LIST_URL } from '@/lib/features/assisted/api/assisted'
import { counterDraft, submitCounterDraft } from '@/lib/features/assisted/api/counter-draft'
import type { AssistedFiling } from '@/lib/features/assisted/schema'
import type { Draft } from '@/lib/features/draft/api/draft'
import { AssistedProgress } from './assisted-progress'
import { CounterForm } from './counter-form'
import { OwnerFacts } from './owner-facts'
import { StatementBox, statementLacks } from './statement-box'

/** One assisted filing at the counter: the owner's own form, its correction, or how far it is. */
export function AssistedPage({ id }: { id: string }) {
  const assisted = useQuery(assistedQuery(id))
  if (assisted.data) {
    return (
      <OffersReadings value={false}>
        <Opened assisted={assisted.data} onChanged={() => assisted.refetch()} />
      </OffersReadings>
    )
  }
  return (
    <MobilePage title="窗口代办" onBack={() => window.location.assign(LIST_URL)}>
      {assisted.isError ? (
        <Failed error={assisted.error} onRetry={() => assisted.refetch()} />
      ) : (
        <Loading label="正在打开登记…" />
      )}
    </MobilePage>
  )
}

type Props = { assisted: AssistedFiling; onChanged: () => Promise<unknown> }

/** The draft is opened once: it updates itself, and what is entered stays while the rest is read again. */
function Opened({ assisted, onChanged }: Props) {
  const [{ filing }] = useState(assisted)
  const draft = useMemo(() => counterDraft(filing), [filing])
  const [submitted, setSubmitted] = useState(false)
  useEffect(() => keepUnsaved(draft), [draft])
  const ended = async () => {
    draft.end()
    setSubmitted(true)
    await onChanged()
  }
  const { status } = assisted.filing
  if (submitted || (status !== 'DRAFT' && status !== 'RETURNED'))
    return <AssistedProgress assisted={assisted} justSubmitted={submitted} />
  if (status === 'DRAFT')
    return <CounterForm draft={draft} assisted={assisted} onSubmitted={ended} onChanged={onChanged} />
  return (
    <CorrectionForm
      draft={draft}
      back={LIST_URL}
      submit={async (open) => {
        const lacks = statementLacks(assisted.statement)
        if (lacks) throw new ApiError({ status: 422, code: 'INVALID', title: lacks, detail: lacks })
        await submitCounterDraft(open)
      }}
      onSubmitted={() => void ended()}
    >
      <OwnerFacts assisted={assisted} />
      <StatementBox draft={draft} assisted={assisted} />
    </CorrectionForm>
  )
}

/**
 * Nothing of a draft stays on the counter's computer: what is typed is sent when its field is left, and the page is not
 * left without asking while something is unsaved.
 */
function keepUnsaved(draft: Draft): () => void {
  const send = () => {
    if (draft.snapshot().state === 'saving') void draft.flush().catch(() => undefined)
  }
  const ask = (event: BeforeUnloadEvent) => {
    const { state } = draft.snapshot()
    if (state === 'saved') return
    send()
    event.preventDefault()
    // Browsers before 2023 ask for this alone.
    event.returnValue = true
  }
  document.addEventListener('focusout', send)
  window.addEventListener('beforeunload', ask)
  return () => {
    document.removeEventListener('focusout', send)
    window.removeEventListener('beforeunload', ask)
  }
}
