'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { Refusal } from '@/components/mobile/refusal'
import { useFields } from '@/components/mobile/use-fields'
import { consentsQuery, giveBothConsents } from '@/lib/features/consent/api'
import styles from './consent.module.css'
import { NO_TICKS, tickFaults } from './consent-faults'
import { ConsentTicks } from './consent-ticks'

/** For an account that has not accepted the notice in force. @param onDone after it is stored */
export function ConsentForm({ onDone }: { onDone?: () => void }) {
  const own = useFields(NO_TICKS, tickFaults)
  const queryClient = useQueryClient()
  const give = useMutation({
    mutationFn: giveBothConsents,
    onSuccess: (state) => {
      queryClient.setQueryData(consentsQuery().queryKey, state)
      onDone?.()
    },
    onError: own.refuse,
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!give.isPending && own.isRight()) give.mutate()
  }
  return (
    <form method="post" ref={own.form} className={styles.form} onSubmit={submit} noValidate>
      <ConsentTicks notice={own.part('notice')} sensitive={own.part('sensitive')} />
      <Refusal error={own.notice} />
      <button type="submit" className={styles.submit} disabled={give.isPending}>
        {give.isPending ? '正在保存…' : '同意并继续'}
      </button>
    </form>
  )
}
