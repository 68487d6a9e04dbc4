import type { ReactNode } from 'react'
import { Providers } from '@/app/providers'
import { pageNonce } from '@/lib/server/session/require-page-actor'

export default async function AuthLayout({ children }: { children: ReactNode }) {
  return <Providers nonce={await pageNonce()}>{children}</Providers>
}
