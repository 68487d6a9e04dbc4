import type { Metadata } from 'next'
import { ChangesPage } from '@/components/change/changes-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '信息变更' }

export default async function Changes() {
  await requirePageActor('change.read')
  return <ChangesPage />
}
