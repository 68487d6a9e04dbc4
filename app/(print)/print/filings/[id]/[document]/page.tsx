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
  const parsed = recordCopyEndpoint.params.safeParse(await params)
  return { title: parsed.success ? DOCUMENT_TITLES[parsed.data.document] : undefined }
}

/** A document for printing by the browser. Viewing it records nothing; the print button records a copy. */
export default async function PrintViewPage({ params }: Props) {
  const actor = await requirePageActor('document.print')
  const parsed = recordCopyEndpoint.params.safeParse(await params)
  if (!parsed.success) notFound()
  const { id, document } = parsed.data
  const { data } = await getPaperData(actor, id).catch((error: unknown) => {
    if (error instanceof AppError && error.status < 500) notFound()
    throw error
  })
  const unprintable = unprintableOn(document, data)
  return <PrintPage filingId={id} document={document} data={data} unprintable={unprintable} />
}
