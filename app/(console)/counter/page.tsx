import type { Metadata } from 'next'
import { z } from 'zod'
import { Counter } from '@/components/pickup/counter'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '号码领取' }

type Props = { searchParams: Promise<{ pickup?: string | string[] }> }

export default async function CounterPage({ searchParams }: Props) {
  await requirePageActor('pickup.read')
  const opened = z.uuid().safeParse((await searchParams).pickup)
  return <Counter key={opened.data} openedId={opened.data ?? null} />
}
