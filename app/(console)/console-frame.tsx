'use client'

import type { ReactNode } from 'react'
import { DayFigures } from '@/components/filing/day-figures'
import { DecisionNotice } from '@/components/filing/decision-notice'
import { useQueueCounts } from '@/components/filing/use-queue-counts'
import type { ConsoleActor } from '@/components/shell/actor-context'
import { ConsoleShell } from '@/components/shell/console-shell'
import { useLive } from './use-live'

function HeaderNotice() {
  return (
    <>
      <DecisionNotice />
      <DayFigures />
    </>
  )
}

/** The shell with queue counts and decisions: components/shell does not depend on the filing components. */
export function ConsoleFrame({ actor, children }: { actor: ConsoleActor; children: ReactNode }) {
  useLive()
  return (
    <ConsoleShell actor={actor} counts={useQueueCounts()} notice={<HeaderNotice />}>
      {children}
    </ConsoleShell>
  )
}
