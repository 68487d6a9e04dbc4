import type { ReactNode } from 'react'
import { Providers } from '@/app/providers'
import { ConsoleShell } from '@/components/shell/console-shell'
import { pageNonce, requirePageActor } from '@/lib/server/require-page-actor'

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { id, name, username, role, bureauId, bureauName, divisionCode } = await requirePageActor()
  return (
    <Providers nonce={await pageNonce()}>
      <ConsoleShell actor={{ id, name, username, role, bureauId, bureauName, divisionCode }}>
        {children}
      </ConsoleShell>
    </Providers>
  )
}
