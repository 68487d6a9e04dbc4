import { useSyncExternalStore } from 'react'
import { type OwnerSession, ownerSession, subscribeOwnerSession } from '@/lib/client/owner-session'

const unknown = () => undefined

/** Who is signed in on this phone; null: nobody, undefined: not known yet (the page as the server made it). */
export function useOwnerSession(): OwnerSession | null | undefined {
  return useSyncExternalStore<OwnerSession | null | undefined>(subscribeOwnerSession, ownerSession, unknown)
}
