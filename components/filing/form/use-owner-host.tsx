'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { submitDraft } from '@/lib/features/draft/api/open-drafts'
import { checkCodes } from '@/lib/features/filing/api/check-codes'
import { ownFilingsChanged } from '@/lib/features/filing/api/owner'
import { ConsentAgain } from './consent-again'
import type { FormHost } from './form-host'
import { OwnerName, OwnerParty } from './owner-party'
import { SubmitQuestion } from './submit-question'
import { Submitted } from './submitted'

/** The form on the owner's phone. */
export function useOwnerHost(): FormHost {
  const router = useRouter()
  const client = useQueryClient()
  return {
    title: '机械登记流程',
    Party: OwnerParty,
    OwnerName,
    checkCodes,
    submit: async (draft) => {
      const filing = await submitDraft(draft)
      void ownFilingsChanged(client)
      return <Submitted filing={filing} />
    },
    Question: SubmitQuestion,
    BeforeSubmit: ConsentAgain,
    exit: () => router.push('/m'),
  }
}
