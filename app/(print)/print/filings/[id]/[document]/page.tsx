import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PrintPage } from '@/components/document/print-page'
import { AppError } from '@/lib/core/app-error'
import { getPaperData } from '@/lib/features/document/queries/paper-data'
import { unprintableOn } from '@/lib/features/document/queries/unprintable'
import { DOCUMENT_TITLES, recordCopyEndpoint } from '@/lib/features/document/schema'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

type Props = { params: Promise<{ id: string; document: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const asked = recordCopyEndpoint.params.safeParse(await params)
  return { title: asked.success ? DOCUMENT_TITLES[asked.data.document] : undefined }
}

/** A paper for the browser's own printing. Looking at it records nothing: the button does. */
export default async function PrintViewPage({ params }: Props) {
  const actor = await requirePageActor('document.print')
  const asked = recordCopyEndpoint.params.safeParse(await params)
  if (!asked.success) notFound()
  const { id, document } = asked.data
  const { data } = await getPaperData(actor, id).catch((error: unknown) => {
    if (error instanceof AppError && error.status < 500) notFound()
    throw error
  })
  const unprintable = unprintableOn(document, data)
  return <PrintPage filingId={id} document={document} data={data} unprintable={unprintable} />
}
