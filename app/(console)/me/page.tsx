import type { Metadata } from 'next'
import { MePage } from '@/components/staff/me-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '我的账号' }

export default async function Me() {
  await requirePageActor()
  return <MePage />
}
