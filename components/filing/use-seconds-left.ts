import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { filingKeys } from '@/lib/features/filing/api/desk'
import type { DeskFiling } from '@/lib/features/filing/schema/console'

const STEP_MS = 250

/**
 * Whole seconds until a decision takes effect; 0 once it is due.
 * @param since when the server told the remaining time, by the clock of the browser
 */
export function useSecondsLeft(remainingMs: number, since: number): number {
  const [now, setNow] = useState(since)
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), STEP_MS)
    return () => clearInterval(timer)
  }, [])
  const passed = Math.max(0, now - since)
  return Math.ceil(Math.max(0, remainingMs - passed) / 1000)
}

/** The same for the decision that is open on the desk's filing. */
export function useDeskCountdown({ id, openDecision }: DeskFiling): number {
  const state = useQueryClient().getQueryState(filingKeys.detail(id))
  return useSecondsLeft(openDecision?.remainingMs ?? 0, state?.dataUpdatedAt ?? 0)
}
