import { defineRoute } from '@/lib/server/http/define-route'
import { proveOnline } from './commands/prove-online'
import { getOwnProof } from './queries'
import { getProofEndpoint, proveOnlineEndpoint } from './schema'

export const proofRoutes = {
  getProof: defineRoute(getProofEndpoint, ({ actor }) => getOwnProof(actor)),
  proveOnline: defineRoute(proveOnlineEndpoint, ({ actor }) => proveOnline(actor)),
}
