import { headers } from 'next/headers'
import { type EarlyCall, earlyCall, earlyScript } from '@/lib/client/early-answers'
import { filingStatus, getFilingEndpoint, listFilingsEndpoint } from '@/lib/features/filing/schema/owner'
import { getOptionsEndpoint } from '@/lib/features/option/schema'

/**
 * Requests the data of the opened page while the page's scripts are loading. Placed in the layout, which is rendered once
 * for a document: client-side navigation runs no such script.
 */
export async function EarlyCalls() {
  const request = await headers()
  const calls = callsOf(new URL(request.get('x-nrmm-page') ?? '/', 'http://localhost'))
  if (calls.length === 0) return null
  return (
    <script
      nonce={request.get('x-nonce') ?? undefined}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own text, addresses escaped, under the page's nonce
      dangerouslySetInnerHTML={{ __html: earlyScript(calls) }}
    />
  )
}

/** Only filings by their id: the server may not know a draft that has a key made on the phone. */
const FORM = /^\/m\/filings\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\/edit$/

function callsOf({ pathname, searchParams }: URL): EarlyCall[] {
  const [, id] = FORM.exec(pathname) ?? []
  if (id) return [earlyCall(getFilingEndpoint, { params: { id } }), earlyCall(getOptionsEndpoint)]
  if (pathname !== '/m/filings') return []
  const status = filingStatus.safeParse(searchParams.get('status')).data
  return [earlyCall(listFilingsEndpoint, { query: { status } }), earlyCall(getOptionsEndpoint)]
}
