import type { Metadata } from 'next'
import { CorrectionsPage } from '@/components/correction/corrections-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '更正申请' }

export default async function Corrections() {
  await requirePageActor('correction.answer')
  return <CorrectionsPage />
}
