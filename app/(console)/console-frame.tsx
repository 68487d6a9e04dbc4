'use client'

import type { ReactNode } from 'react'
import { useQueueCounts } from '@/components/filing/use-queue-counts'
import type { ConsoleActor } from '@/components/shell/actor-context'
import { ConsoleShell } from '@/components/shell/console-shell'

/** The shell with the figures of the queues, which the shell itself knows nothing of. */
export function ConsoleFrame({ actor, children }: { actor: ConsoleActor; children: ReactNode }) {
  return (
    <ConsoleShell actor={actor} counts={useQueueCounts()}>
      {children}
    </ConsoleShell>
  )
}
