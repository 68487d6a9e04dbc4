import { useEffect, useRef } from 'react'
import { newKey } from '@/lib/client/new-key'
import { ownerSession } from '@/lib/client/owner-session'

const sheetOf = (state: unknown): unknown =>
  typeof state === 'object' && state !== null ? Reflect.get(state, 'sheet') : undefined

/**
 * Gives an open sheet an entry of its own in the history, so that the phone's back closes it and not the page beneath.
 * @param close closes the sheet; called when its entry is left by going back
 * @returns takes the entry off again and calls `then` once it is gone, so that `then` may navigate
 */
export function useBackCloses(close: () => void): (then: () => void) => void {
  const id = useRef('')
  const latest = useRef(close)
  const mounted = useRef(false)
  useEffect(() => {
    latest.current = close
  })
  useEffect(() => {
    mounted.current = true
    if (!id.current) {
      id.current = newKey()
      window.history.pushState({ ...window.history.state, sheet: id.current }, '')
    }
    const left = () => sheetOf(window.history.state) !== id.current && latest.current()
    window.addEventListener('popstate', left)
    return () => {
      window.removeEventListener('popstate', left)
      mounted.current = false
      queueMicrotask(() => {
        // In development an effect is undone and done again at once.
        if (mounted.current || sheetOf(window.history.state) !== id.current) return
        // The sheet went with what it stood on. Without a session that is on its way elsewhere, which a step back would stop.
        if (ownerSession()) window.history.back()
      })
    }
  }, [])
  return (then) => {
    if (sheetOf(window.history.state) !== id.current) return then()
    window.addEventListener('popstate', then, { once: true })
    window.history.back()
  }
}
