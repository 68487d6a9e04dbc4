import { useEffect, useState } from 'react'

/** Where the browser cannot say when it is idle (Safari). */
const LATER_MS = 500

/** False until the page was shown and has nothing more urgent to do: the photo on the desk comes before cut-outs of others. */
export function useCalm(): boolean {
  const [calm, setCalm] = useState(false)
  useEffect(() => {
    const rest = () => setCalm(true)
    if (typeof requestIdleCallback === 'function') {
      const handle = requestIdleCallback(rest)
      return () => cancelIdleCallback(handle)
    }
    const handle = setTimeout(rest, LATER_MS)
    return () => clearTimeout(handle)
  }, [])
  return calm
}
