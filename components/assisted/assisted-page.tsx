'use client'

import 'antd-mobile/es/global'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { CorrectionForm } from '@/components/filing/owner/correction-form'
import { MobilePage } from '@/components/mobile/mobile-page'
import { Failed, Loading } from '@/components/mobile/states'
import { ApiError } from '@/lib/client/api-error'
import { assistedQuery, LIST_URL } from '@/lib/features/assisted/api/assisted'
import { counterDraft, submitCounterDraft } from '@/lib/features/assisted/api/counter-draft'
import type { AssistedFiling } from '@/lib/features/assisted/schema'
import { AssistedProgress } from './assisted-progress'
import { CounterForm } from './counter-form'
import { OwnerFacts } from './owner-facts'
import { StatementBox, statementLacks } from './statement-box'

/** One assisted filing at the counter: the owner's own form, its correction, or how far it is. */
export function AssistedPage({ id }: { id: string }) {
  const assisted = useQuery(assistedQuery(id))
  if (assisted.data) return <Opened assisted={assisted.data} onChanged={() => assisted.refetch()} />
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
