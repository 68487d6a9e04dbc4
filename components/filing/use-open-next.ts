import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useRouter } from 'next/navigation'
import { isConflict } from '@/lib/client/api-error'
import { claimFiling, claimNext, filingKeys } from '@/lib/features/filing/api/desk'
import type { DeskFiling } from '@/lib/features/filing/schema/console'

/** The claimed filing that the officer left to look at an earlier one, which comes next instead of a new one. */
let left: string | null = null

/** @param filing the filing on the desk, which may be another officer's or nobody's */
export function leaveForEarlier(filing: DeskFiling | undefined): void {
  if (filing?.claim?.mine && !filing.openDecision) left = filing.id
}

/**
 * Opens the next filing: the one that was left for an earlier one, else the oldest waiting one.
 * @param before the filing that has been decided
 * @returns a function that rejects when nothing could be claimed
 */
export function useOpenNext(before: string): () => Promise<void> {
  const client = useQueryClient()
  const router = useRouter()
  const { message } = App.useApp()
  return async () => {
    const next = (await claimLeft(before)) ?? (await claimNext())
    if (!next) {
      message.info('待审核队列已处理完')
      return router.replace('/queues/pending')
    }
    client.setQueryData(filingKeys.detail(next.id), next)
    router.replace(`/filings/${next.id}`)
  }
}

/** @returns undefined when none was left, or it has gone to somebody else meanwhile */
async function claimLeft(before: string): Promise<DeskFiling | undefined> {
  const id = left
  if (id === null || id === before) return undefined
  const claimed = await claimFiling(id).catch((error) => {
    if (!isConflict(error)) throw error
  })
  left = null
  return claimed ?? undefined
}
