import type { Metadata } from 'next'
import { SuccessionsPage } from '@/components/succession/successions-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '凭证明过户' }

export default async function Successions() {
  await requirePageActor('succession.file')
  return <SuccessionsPage />
}
