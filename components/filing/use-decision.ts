import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useConflictNotice } from '@/components/desk/use-conflict-notice'
import { isConflict } from '@/lib/client/api-error'
import { decisionMade, deferDecision } from '@/lib/features/filing/api/decisions'
import { filingChanged, filingKeys } from '@/lib/features/filing/api/desk'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import type { DecisionInput } from '@/lib/features/filing/schema/decision'
import { useOpenNext } from './use-open-next'

/** Key of every running action, followed by the id of its filing. */
export const DECIDING = ['decision']

type Action = {
  work: () => Promise<unknown>
  /** Said when it is done. */
  done?: string
  /** Where to go from here; the queue as well if there should be a next filing and none could be claimed. */
  goTo: 'next' | 'queue' | 'stay'
}

/** Runs one action at a time on a filing: nothing else can be pressed until it, and the opening of the next filing, is over. */
export function useDecision(filing: DeskFiling, close: () => void) {
  const { id } = filing
  const router = useRouter()
  const client = useQueryClient()
  const { message, notification } = App.useApp()
  const reportConflict = useConflictNotice()
  const { showAhead, openNext } = useOpenNext(id)
  const [nextFailure, setNextFailure] = useState<Error | null>(null)

  const opened = async () => {
    setNextFailure(null)
    try {
      await openNext()
      return true
    } catch (error) {
      setNextFailure(error instanceof Error ? error : new Error())
      return false
    }
  }
  const mutationKey = [...DECIDING, id]
  const mutation = useMutation({
    mutationKey,
    mutationFn: async ({ work, goTo }: Action) => {
      const back = goTo === 'next' ? showAhead() : undefined
      await work().catch((error: Error) => {
        back?.()
        throw error
      })
    },
    onSuccess: async (_, { done, goTo }) => {
      close()
      if (done) notification.success({ title: done, duration: 8, placement: 'topRight' })
      if (goTo === 'stay') return client.invalidateQueries({ queryKey: filingKeys.all })
      if (goTo === 'queue') router.replace('/queues/pending')
      else if (!(await opened())) return client.invalidateQueries({ queryKey: filingKeys.lists() })
      await filingChanged(client, id)
    },
    onError: (error) => {
      if (reportConflict(error)) void client.invalidateQueries({ queryKey: filingKeys.all })
    },
  })
  /** For a dialog, which shows the error itself. */
  const run = (action: Action) => mutation.mutateAsync(action)
  return {
    busy: mutation.isPending,
    /** Why no next filing opened after the decision. */
    nextFailure,
    run,
    /** For a button: shows the error as a message. */
    runNow: (action: Action) => {
      // A second tap may come before the button is shown busy.
      if (client.isMutating({ mutationKey }) > 0) return
      run(action).catch((error: Error) => isConflict(error) || message.error(error.message, 6))
    },
    /** Records the decision, which takes effect a few seconds later; the next filing opens at once. */
    decide: (input: DecisionInput) =>
      run({
        work: async () => {
          const answer = await deferDecision(id, { version: filing.version, ...input })
          decisionMade(client, filing, { verdict: input.verdict, answer })
        },
        goTo: 'next',
      }),
    /** Opens the next filing where nothing is to be decided. */
    goOn: () => run({ work: async () => undefined, goTo: 'next' }),
  }
}
