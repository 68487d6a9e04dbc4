import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useConflictNotice } from '@/components/desk/use-conflict-notice'
import { isConflict } from '@/lib/client/api-error'
import {
  changeDecided,
  changeDecisionMade,
  changeKeys,
  claimNextChange,
  deferChangeDecision,
} from '@/lib/features/change/api/desk'
import type { DeskChange } from '@/lib/features/change/schema/console'
import type { ChangeDecisionInput } from '@/lib/features/change/schema/decision'
import { filingKeys } from '@/lib/features/filing/api/desk'

const DECIDING = ['change-decision']

type Action = {
  work: () => Promise<unknown>
  /** Said when it is done. */
  done?: string
  /** Where to go from here; the list as well if there is no next change. */
  goTo: 'next' | 'list' | 'stay'
}

/** Runs one action at a time on a change: nothing else can be pressed until it, and the opening of the next change, is over. */
export function useChangeDecision(change: DeskChange, close: () => void) {
  const { id, version } = change
  const router = useRouter()
  const client = useQueryClient()
  const { message, notification } = App.useApp()
  const reportConflict = useConflictNotice()
  const [nextFailure, setNextFailure] = useState<Error | null>(null)

  const openNext = async () => {
    setNextFailure(null)
    try {
      const next = await claimNextChange()
      if (next) {
        client.setQueryData(changeKeys.detail(next.id), next)
        router.replace(`/changes/${next.id}`)
      } else {
        message.info('没有可领取的信息变更了', 6)
        router.replace('/changes')
      }
    } catch (error) {
      setNextFailure(error instanceof Error ? error : new Error())
    }
  }
  const mutation = useMutation({
    mutationKey: DECIDING,
    mutationFn: ({ work }: Action) => work(),
    onSuccess: async (_, { done, goTo }) => {
      close()
      if (done) notification.success({ title: done, duration: 6, placement: 'topRight' })
      if (goTo === 'next') await openNext()
      if (goTo === 'list') router.replace('/changes')
      if (goTo !== 'next') await changeDecided(client, id)
      else void client.invalidateQueries({ queryKey: changeKeys.lists() })
      void client.invalidateQueries({ queryKey: filingKeys.counts() })
    },
    onError: (error) => {
      if (reportConflict(error)) void changeDecided(client, id)
    },
  })
  const run = (action: Action) => mutation.mutateAsync(action)
  return {
    busy: mutation.isPending,
    /** Why no next change opened after the decision. */
    nextFailure,
    /** For a button: shows the error as a message. */
    runNow: (action: Action) => {
      // A second tap may come before the button is shown busy.
      if (client.isMutating({ mutationKey: DECIDING }) > 0) return
      run(action).catch((error: Error) => isConflict(error) || message.error(error.message, 6))
    },
    /** Records the decision, which takes effect a few seconds later; the next change opens. For a dialog, which shows the error. */
    decide: (input: ChangeDecisionInput) =>
      run({
        work: async () => {
          const answer = await deferChangeDecision(id, { version, ...input })
          changeDecisionMade(client, change, { verdict: input.verdict, answer })
        },
        goTo: 'next',
      }),
    /** Opens the next change where nothing is to be decided. */
    goOn: () => run({ work: async () => undefined, goTo: 'next' }),
  }
}
