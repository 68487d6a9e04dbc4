import { queryOptions } from '@tanstack/react-query'
import { errorOf, networkError } from '@/lib/client/api-error'
import { apiFetch } from '@/lib/client/api-fetch'
import { clearOwnerSession, ownerBearer } from '@/lib/client/owner-session'
import { type CloseAccountInput, closeAccountEndpoint, closingStateEndpoint, copyEndpoint } from './schema'

export function closingQuery() {
  return queryOptions({
    queryKey: ['closing'],
    queryFn: ({ signal }) => apiFetch(closingStateEndpoint, { signal }),
    staleTime: 0,
  })
}

/** @param forget deletes what is stored on this phone, before the page knows that the session has ended; `onClosed` then says so */
export async function closeAccount(
  body: CloseAccountInput,
  forget: () => Promise<void>,
  onClosed: () => void,
): Promise<void> {
  await apiFetch(closeAccountEndpoint, { body })
  await forget()
  onClosed()
  clearOwnerSession()
}

/**
 * Downloads the copy and hands it to the browser to be saved.
 * @param onBytes how much has arrived
 * @throws ApiError INVALID at `password`, LOCKED, NETWORK
 */
export async function downloadCopy(password: string, onBytes: (bytes: number) => void): Promise<Blob> {
  const { method, path } = copyEndpoint
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await ownerBearer()}` }
  const response = await fetch(path, { method, headers, body: JSON.stringify({ password }) }).catch(() => {
    throw networkError()
  })
  if (!response.ok || !response.body) throw await errorOf(response)
  const chunks: BlobPart[] = []
  let bytes = 0
  const reader = response.body.getReader()
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw networkError()
    })
    if (done) return new Blob(chunks, { type: 'application/zip' })
    chunks.push(value)
    bytes += value.length
    onBytes(bytes)
  }
}
