import { headers } from 'next/headers'
import { type EarlyCall, earlyCall, earlyScript } from '@/lib/client/early-answers'
import { filingStatus, getFilingEndpoint, listFilingsEndpoint } from '@/lib/features/filing/schema/owner'
import { getOptionsEndpoint } from '@/lib/features/option/schema'

/**
 * Has the browser ask for the data of the page it opened while the page's scripts are loading. It stands in the layout,
 * which is made once for a document: going from page to page runs no such script.
 */
export async function EarlyCalls() {
  const given = await headers()
  const calls = callsOf(new URL(given.get('x-nrmm-page') ?? '/', 'http://localhost'))
  if (calls.length === 0) return null
  return (
    <script
      nonce={given.get('x-nonce') ?? undefined}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own text, addresses escaped, under the page's nonce
      dangerouslySetInnerHTML={{ __html: earlyScript(calls) }}
    />
  )
}

/** A filing's own address only: a draft that has a key of the phone may be unknown to the server. */
const FORM = /^\/m\/filings\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\/edit$/

function callsOf({ pathname, searchParams }: URL): EarlyCall[] {
  const [, id] = FORM.exec(pathname) ?? []
  if (id) return [earlyCall(getFilingEndpoint, { params: { id } }), earlyCall(getOptionsEndpoint)]
  if (pathname !== '/m/filings') return []
  const status = filingStatus.safeParse(searchParams.get('status')).data
  return [earlyCall(listFilingsEndpoint, { query: { status } }), earlyCall(getOptionsEndpoint)]
}
