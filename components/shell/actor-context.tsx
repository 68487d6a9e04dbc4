'use client'

import { createContext, type ReactNode, useContext } from 'react'
import { type StaffAction, staffMay } from '@/lib/core/access'
import type { StaffFacts } from '@/lib/core/actor'

export type ConsoleActor = Pick<
  StaffFacts,
  'id' | 'name' | 'username' | 'role' | 'bureauId' | 'bureauName' | 'divisionCode'
>

const ActorContext = createContext<ConsoleActor | null>(null)

export function ActorProvider({ actor, children }: { actor: ConsoleActor; children: ReactNode }) {
  return <ActorContext value={actor}>{children}</ActorContext>
}

/** The signed-in officer. The server enforces permissions; this only decides what is shown. */
export function useActor(): ConsoleActor {
  const actor = useContext(ActorContext)
  if (!actor) throw new Error('useActor outside the console')
  return actor
}

export function useMay(): (action: StaffAction) => boolean {
  const actor = useActor()
  return (action) => staffMay(actor, action)
}
