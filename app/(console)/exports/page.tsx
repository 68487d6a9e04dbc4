import type { Metadata } from 'next'
import { ExportsPage } from '@/components/export/exports-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '我的导出' }

export default async function Exports() {
  await requirePageActor('machine.export')
  return <ExportsPage />
}
