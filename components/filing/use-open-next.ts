import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { isConflict } from '@/lib/client/api-error'
import { claimFiling, claimNext, filingKeys, peekNextQuery } from '@/lib/features/filing/api/desk'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { nothingNextText } from './nothing-next'
import { useDesk } from './use-shown-filing'

/** The claimed filing that the officer left to look at an earlier one, which comes next instead of a new one. */
let left: string | null = null

/** @param filing the filing on the desk, which may be another officer's or nobody's */
export function leaveForEarlier(filing: DeskFiling | undefined): void {
  if (filing?.claim?.mine && !filing.openDecision) left = filing.id
}

/** The way from a filing that is being decided to the next one. @param before its id */
export function useOpenNext(before: string) {
  const client = useQueryClient()
  const router = useRouter()
  const { show, showAbove } = useDesk()
  const { message } = App.useApp()
  const ahead = useRef<string>(undefined)

  /**
   * While a decision is being stored: shows the filing fetched ahead, if there is one, unclaimed and with nothing to press.
   * @returns a function for a decision that was refused: everything is again as it was
   */
  const showAhead = (): (() => void) => {
    ahead.current = hasLeft(before) ? undefined : fetchedAhead(client, before)
    if (ahead.current === undefined) return () => undefined
    showAbove(ahead.current)
    return () => show(before)
  }

  /**
   * Claims and shows the next filing: the one that was left for an earlier one, else the oldest waiting one, which is
   * another than that fetched ahead if somebody else was quicker.
   * @throws what the claim was refused with, where no filing fetched ahead is on the desk
   */
  const openNext = async (): Promise<void> => {
    const shown = ahead.current
    const next = await claimLeftOrNext(before).catch((error: Error) => {
      if (shown === undefined) throw error
      // It stands there unclaimed, with its button.
      message.error(`这一件没有领到：${error.message}`, 8)
      show(shown)
      return null
    })
    if (next === null) return
    if (!next) {
      message.info(await nothingNextText(client), 6)
      return router.replace('/queues/pending')
    }
    // An answer that was asked for before the claim must not replace that of the claim.
    await client.cancelQueries({ queryKey: filingKeys.detail(next.id) })
    client.setQueryData(filingKeys.detail(next.id), next)
    if (shown !== undefined && shown !== next.id) message.info('刚才显示的一件已由他人领取，换为下一件')
    show(next.id)
  }
  return { showAhead, openNext }
}

/** Which filing was fetched ahead, if its data are there. */
function fetchedAhead(client: QueryClient, before: string): string | undefined {
  const id = client.getQueryData(peekNextQuery(before).queryKey)?.id
  return id && client.getQueryData<DeskFiling>(filingKeys.detail(id)) ? id : undefined
}

const hasLeft = (before: string): boolean => left !== null && left !== before

/** @returns undefined when no filing waits */
async function claimLeftOrNext(before: string): Promise<DeskFiling | undefined> {
  if (left === null || left === before) return claimNext()
  const claimed = await claimFiling(left).catch((error) => {
    if (!isConflict(error)) throw error
  })
  left = null
  // It may have gone to somebody else meanwhile.
  return claimed ?? claimNext()
}
