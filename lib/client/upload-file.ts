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

/** A server with no room for another upload names the seconds to wait: tried again by itself, this many times. */
const RETRIES = 4
const LONGEST_WAIT_SECONDS = 60

/**
 * Uploads one file, with progress (which `fetch` does not report). While the server has no room for it, it waits and is
 * sent again.
 * @throws ApiError with the server's problem, or NETWORK; the signal's reason when it was aborted
 */
export async function uploadFile<E extends AnyEndpoint>(
  endpoint: E,
  upload: Upload,
): Promise<Out<E['response']>> {
  for (let retry = 0; ; retry += 1) {
    const response = await authorised(endpoint, (bearer) =>
      post(urlOf(endpoint, upload.params, undefined), upload, bearer),
    )
    if (response.ok) return endpoint.response?.parse(await response.json())
    const wait = Number(response.headers.get('retry-after'))
    const again = response.status === 429 && wait > 0 && wait <= LONGEST_WAIT_SECONDS
    if (!again || retry === RETRIES) throw await errorOf(response)
    upload.onProgress?.(0)
    await pause(wait * 1000, upload.signal)
  }
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer)
      reject(reasonOf(signal))
    }
    if (signal?.aborted) return reject(reasonOf(signal))
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, milliseconds)
    signal?.addEventListener('abort', abort, { once: true })
  })
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
const reasonOf = (signal: AbortSignal | undefined): unknown =>
  signal?.reason ?? new DOMException('Aborted', 'AbortError')

function responseOf(request: XMLHttpRequest): Response {
  const headers = new Headers()
  const wait = request.getResponseHeader('retry-after')
  if (wait) headers.set('retry-after', wait)
  return new Response(request.responseText, { status: request.status, headers })
}
