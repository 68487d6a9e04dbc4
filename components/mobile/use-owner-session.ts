import { useSyncExternalStore } from 'react'
import { type OwnerSession, ownerSession, subscribeOwnerSession } from '@/lib/client/owner-session'

const unknown = () => undefined

/** The session on this phone; null: signed out, undefined: not known yet (server rendering). */
export function useOwnerSession(): OwnerSession | null | undefined {
  return useSyncExternalStore<OwnerSession | null | undefined>(subscribeOwnerSession, ownerSession, unknown)
}
