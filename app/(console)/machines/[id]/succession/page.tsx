import type { Metadata } from 'next'
import { SuccessionFormPage } from '@/components/succession/succession-form-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '受理凭证明过户' }

export default async function FileSuccession({ params }: { params: Promise<{ id: string }> }) {
  await requirePageActor('succession.file')
  return <SuccessionFormPage machineId={(await params).id} />
}
