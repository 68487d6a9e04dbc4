import { useSyncExternalStore } from 'react'

const subscribe = () => () => undefined

/** False in the server's HTML and until the handlers of the page are attached. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  )
}
