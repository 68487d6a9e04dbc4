'use client'

import type { ReactNode } from 'react'
import { useQueueCounts } from '@/components/filing/use-queue-counts'
import type { ConsoleActor } from '@/components/shell/actor-context'
import { ConsoleShell } from '@/components/shell/console-shell'

/** The shell with the queue counts: components/shell does not depend on the filing components. */
export function ConsoleFrame({ actor, children }: { actor: ConsoleActor; children: ReactNode }) {
  return (
    <ConsoleShell actor={actor} counts={useQueueCounts()}>
      {children}
    </ConsoleShell>
  )
}
