import { headers } from 'next/headers'
import { type EarlyCall, earlyCall, earlyScript } from '@/lib/client/early-answers'
import { filingStatus, getFilingEndpoint, listFilingsEndpoint } from '@/lib/features/filing/schema/owner'
import { getOptionsEndpoint } from '@/lib/features/option/schema'

/**
 * Requests the data of the opened page while its scripts are loading. Placed in the layout, which is rendered once per
 * document: client-side navigation does not run this script.
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

/** Server ids only: a draft with a key made on the phone may not exist on the server. */
const EDIT_PATH = /^\/m\/filings\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\/edit$/

function callsOf({ pathname, searchParams }: URL): EarlyCall[] {
  const [, id] = EDIT_PATH.exec(pathname) ?? []
  if (id) return [earlyCall(getFilingEndpoint, { params: { id } }), earlyCall(getOptionsEndpoint)]
  if (pathname === '/m/filings/new') {
    return [earlyCall(listFilingsEndpoint, { query: { status: 'DRAFT' } }), earlyCall(getOptionsEndpoint)]
  }
  if (pathname !== '/m/filings') return []
  const status = filingStatus.safeParse(searchParams.get('status')).data
  return [earlyCall(listFilingsEndpoint, { query: { status } }), earlyCall(getOptionsEndpoint)]
}
