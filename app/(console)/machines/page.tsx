import type { Metadata } from 'next'
import { MachinesPage } from '@/components/machine/search/machines-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '机械查询' }

export default async function Machines() {
  await requirePageActor('machine.read')
  return <MachinesPage />
}
