import type { Metadata } from 'next'
import { HoldersPage } from '@/components/holder/holders-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '待核对机主' }

export default async function Holders() {
  await requirePageActor('holder.manage')
  return <HoldersPage />
}
