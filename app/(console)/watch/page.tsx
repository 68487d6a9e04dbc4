import type { Metadata } from 'next'
import { WatchPage } from '@/components/watch/watch-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '提醒' }

export default async function Watch() {
  await requirePageActor('watch.use')
  return <WatchPage />
}
