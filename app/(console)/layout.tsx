import type { ReactNode } from 'react'
import { Providers } from '@/app/providers'
import { queueCountsQuery } from '@/lib/features/filing/api/desk'
import { pageNonce, requirePageActor } from '@/lib/server/session/require-page-actor'
import { ConsoleFrame } from './console-frame'
import { Prefetched } from './prefetched'

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { id, name, username, role, bureauId, bureauName, divisionCode } = await requirePageActor()
  return (
    <Providers nonce={await pageNonce()}>
      <Prefetched frame load={(client) => [client.prefetchQuery(queueCountsQuery())]}>
        <ConsoleFrame actor={{ id, name, username, role, bureauId, bureauName, divisionCode }}>
          {children}
        </ConsoleFrame>
      </Prefetched>
    </Providers>
  )
}
