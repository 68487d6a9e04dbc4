import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { AssistedPage } from '@/components/assisted/assisted-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '窗口代办' }

export default async function AssistedFormPage({ params }: { params: Promise<{ id: string }> }) {
  await requirePageActor('filing.assist')
  const id = z.uuid().safeParse((await params).id)
  if (!id.success) notFound()
  return <AssistedPage id={id.data} />
}
