import { env } from '@/lib/server/env'
import type { Api } from './mount-api'
import { PEER_HEADER } from './peer-address'

/**
 * Where the production server leaves its API for the pages of the same process: Next bundles them apart, and a second copy
 * of the API would have connections, limits and caches of its own.
 */
const SLOT = Symbol.for('nrmm.api')

export function offerApi(api: Api): void {
  Reflect.set(globalThis, SLOT, api)
}

/** Whether this process is the production server of server.ts, not plain Next. */
export function hasOwnApi(): boolean {
  return ownApi() !== undefined
}

function ownApi(): Api | undefined {
  return Reflect.get(globalThis, SLOT)
}

/**
 * Calls the API of this process for a page that is being rendered: as the person who requested the page, from their address.
 * @param path address of the call, from /api on
 * @param page headers of the page's request
 */
export async function callOwnApi(
  path: string,
  init: RequestInit,
  page: Pick<Headers, 'get'>,
): Promise<Response> {
  const api = ownApi()
  if (!api) throw new Error('plain Next has no API of its own process')
  const headers = new Headers(init.headers)
  headers.set('cookie', page.get('cookie') ?? '')
  const request = new Request(new URL(path, env().PUBLIC_URL), { ...init, headers })
  return api.fetch(request, { peer: page.get(PEER_HEADER) ?? 'unknown' })
}
