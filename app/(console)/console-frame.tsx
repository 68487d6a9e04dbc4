'use client'

import type { ReactNode } from 'react'
import { useQueueCounts } from '@/components/filing/use-queue-counts'
import type { ConsoleActor } from '@/components/shell/actor-context'
import { ConsoleShell } from '@/components/shell/console-shell'
import { useLive } from './use-live'

/** The shell with the queue counts: components/shell does not depend on the filing components. */
export function ConsoleFrame({ actor, children }: { actor: ConsoleActor; children: ReactNode }) {
  useLive()
  return (
    <ConsoleShell actor={actor} counts={useQueueCounts()}>
      {children}
    </ConsoleShell>
  )
}
