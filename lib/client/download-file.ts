import type { AnyEndpoint } from '@/lib/core/endpoint'
import { errorOf, networkError } from './api-error'
import { authorised } from './api-fetch'
import { saveFile } from './save-file'
import { urlOf } from './url-of'

/**
 * Downloads a file of an owner's endpoint, which needs the bearer token that a link cannot send, and hands it to the browser
 * under the name that the server gave it.
 * @throws ApiError
 */
export async function downloadFile(endpoint: AnyEndpoint, params?: Record<string, string>): Promise<void> {
  const response = await authorised(endpoint, (bearer) =>
    fetch(urlOf(endpoint, params, undefined), {
      headers: bearer ? { authorization: `Bearer ${bearer}` } : {},
    }).catch(() => {
      throw networkError()
    }),
  )
  if (!response.ok) throw await errorOf(response)
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  saveFile(await response.blob(), decodeURIComponent(name ?? 'file'))
}
