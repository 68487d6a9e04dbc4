import type { ReactNode } from 'react'
import { Providers } from '@/app/providers'
import { pageNonce, requirePageActor } from '@/lib/server/session/require-page-actor'
import { ConsoleFrame } from './console-frame'

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { id, name, username, role, bureauId, bureauName, divisionCode } = await requirePageActor()
  return (
    <Providers nonce={await pageNonce()}>
      <ConsoleFrame actor={{ id, name, username, role, bureauId, bureauName, divisionCode }}>
        {children}
      </ConsoleFrame>
    </Providers>
  )
}
