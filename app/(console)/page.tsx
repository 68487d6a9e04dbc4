import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Workbench } from '@/components/home/workbench'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '工作台' }

export default async function HomePage() {
  const actor = await requirePageActor()
  // The counter has one job: its page is the workbench.
  if (actor.role === 'COUNTER') redirect('/counter')
  return <Workbench />
}
