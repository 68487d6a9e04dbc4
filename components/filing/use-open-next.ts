import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useRouter } from 'next/navigation'
import { claimNext, filingKeys, peekNextQuery } from '@/lib/features/filing/api/desk'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { useShowFiling } from './use-shown-filing'

/** Key of the running claim of the next filing: its desk offers nothing until it has answered. */
export const CLAIMING_NEXT = ['claim-next']

/**
 * Opens the next waiting filing on the desk: the one fetched ahead at once, while it is being claimed; then what the claim
 * has given, which is another one if somebody else was quicker.
 * @param before the filing that has been decided
 * @returns a function that rejects when nothing could be claimed; the filing fetched ahead then stays, unclaimed
 */
export function useOpenNext(before: string): () => Promise<void> {
  const client = useQueryClient()
  const router = useRouter()
  const show = useShowFiling()
  const { message } = App.useApp()
  const claiming = useMutation({ mutationKey: CLAIMING_NEXT, mutationFn: claimNext })
  return async () => {
    const ahead = aheadOf(client, before)
    const claim = claiming.mutateAsync()
    if (ahead) show(ahead)
    const next = await claim
    if (!next) {
      message.info('待审核队列已处理完')
      return router.replace('/queues/pending')
    }
    // An answer that was asked for before the claim must not replace that of the claim.
    await client.cancelQueries({ queryKey: filingKeys.detail(next.id) })
    client.setQueryData(filingKeys.detail(next.id), next)
    if (ahead && ahead !== next.id) message.info('刚才显示的一件已由他人领取，换为下一件')
    show(next.id)
  }
}

/** The filing fetched ahead, if its data are there. */
function aheadOf(client: ReturnType<typeof useQueryClient>, before: string): string | undefined {
  const id = client.getQueryData(peekNextQuery(before).queryKey)?.id
  return id && client.getQueryData<DeskFiling>(filingKeys.detail(id)) ? id : undefined
}
