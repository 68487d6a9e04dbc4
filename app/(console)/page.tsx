import { redirect } from 'next/navigation'
import { requirePageActor } from '@/lib/server/require-page-actor'

export default async function HomePage() {
  const actor = await requirePageActor()
  if (actor.role === 'COUNTER') redirect('/counter')
  return <h1>工作台</h1>
}
