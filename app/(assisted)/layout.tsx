import type { ReactNode } from 'react'
import '@/app/m/mobile.css'
import { Providers } from '@/app/providers'
import { ActorProvider } from '@/components/shell/actor-context'
import { SignInAgain } from '@/components/shell/sign-in-again'
import { pageNonce, requirePageActor } from '@/lib/server/session/require-page-actor'
import styles from './assisted-layout.module.css'

/** The owner's form at the counter, a document of its own: its styles and those of the console do not meet. */
export default async function AssistedLayout({ children }: { children: ReactNode }) {
  const { id, name, username, role, bureauId, bureauName, divisionCode } = await requirePageActor()
  return (
    <Providers nonce={await pageNonce()}>
      <ActorProvider actor={{ id, name, username, role, bureauId, bureauName, divisionCode }}>
        <div className={styles.counter}>{children}</div>
        <SignInAgain />
      </ActorProvider>
    </Providers>
  )
}
