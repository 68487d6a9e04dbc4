import type { z } from 'zod'
import type { AnyEndpoint } from '@/lib/core/endpoint'
import { errorOf, networkError } from './api-error'
import { authorised } from './api-fetch'
import { urlOf } from './url-of'

type Out<S> = S extends z.ZodType ? z.output<S> : undefined

type Upload = {
  /** Of the endpoint's path. */
  params?: Record<string, string>
  file: Blob
  name: string
  /** Share of the bytes sent, 0 to 1. */
  onProgress?: (share: number) => void
  signal?: AbortSignal
  /** A repeated upload with the same key and file gets the response of the first one. */
  idempotencyKey?: string
}

/**
 * Uploads one file, with progress (which `fetch` does not report).
 * @throws ApiError with the server's problem, or NETWORK; the signal's reason when it was aborted
 */
export async function uploadFile<E extends AnyEndpoint>(
  endpoint: E,
  upload: Upload,
): Promise<Out<E['response']>> {
  const response = await authorised(endpoint, (bearer) =>
    post(urlOf(endpoint, upload.params, undefined), upload, bearer),
  )
  if (!response.ok) throw await errorOf(response)
  return endpoint.response?.parse(await response.json())
}

function post(
  path: string,
  { file, name, onProgress, signal, idempotencyKey }: Upload,
  bearer: string | null,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    if (bearer) request.setRequestHeader('authorization', `Bearer ${bearer}`)
    if (idempotencyKey) request.setRequestHeader('idempotency-key', idempotencyKey)
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0)
    request.onload = () => resolve(responseOf(request))
    request.onerror = () => reject(networkError())
    request.ontimeout = () => reject(networkError())
    request.onabort = () => reject(signal?.aborted ? reasonOf(signal) : networkError())
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    const form = new FormData()
    form.append('file', file, name)
    request.send(form)
  })
}

/** Chrome before 98 and Safari before 15.4 have no `reason`. */
const reasonOf = (signal: AbortSignal): unknown => signal.reason ?? new DOMException('Aborted', 'AbortError')

function responseOf(request: XMLHttpRequest): Response {
  const headers = new Headers()
  const wait = request.getResponseHeader('retry-after')
  if (wait) headers.set('retry-after', wait)
  return new Response(request.responseText, { status: request.status, headers })
}
