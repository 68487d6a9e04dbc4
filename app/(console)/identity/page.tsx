import type { Metadata } from 'next'
import { IdentityPage } from '@/components/identity/identity-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '核验身份' }

export default async function Identity() {
  await requirePageActor('account.prove')
  return <IdentityPage />
}
