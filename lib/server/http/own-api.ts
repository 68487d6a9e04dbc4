import type { Api } from './mount-api'

/**
 * Where the production server leaves its API for the pages of the same process: Next bundles them apart, and a second copy
 * of the API would have connections, limits and caches of its own.
 */
const SLOT = Symbol.for('nrmm.api')

export function offerApi(api: Api): void {
  Reflect.set(globalThis, SLOT, api)
}

/** Is this process the production server of server.ts, not plain Next? */
export function hasOwnApi(): boolean {
  return ownApi() !== undefined
}

function ownApi(): Api | undefined {
  return Reflect.get(globalThis, SLOT)
}
