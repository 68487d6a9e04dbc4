import { useSyncExternalStore } from 'react'

/** Same breakpoint as in the style sheet: below it a row is a card, and the page scrolls instead of the list. */
const NARROW = '(max-width: 900px)'

function subscribe(onChange: () => void): () => void {
  const query = window.matchMedia(NARROW)
  query.addEventListener('change', onChange)
  return () => query.removeEventListener('change', onChange)
}

/** Whether the window is too narrow for tables; false on the server. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(NARROW).matches,
    () => false,
  )
}
