import { useEffect, useState } from 'react'
import { whenIdle } from '@/lib/client/when-idle'

/** Where the browser cannot say when it is idle. */
const LATER_MS = 500

/** False until the page was shown and has nothing more urgent to do: the photo on the desk comes before cut-outs of others. */
export function useCalm(): boolean {
  const [calm, setCalm] = useState(false)
  useEffect(() => whenIdle(() => setCalm(true), LATER_MS), [])
  return calm
}
