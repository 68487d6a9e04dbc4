import { defineRoute } from '@/lib/server/http/define-route'
import { createBureau, disableBureau, enableBureau, updateBureau } from './commands'
import { listBureaus } from './queries'
import {
  createBureauEndpoint,
  disableBureauEndpoint,
  enableBureauEndpoint,
  listBureausEndpoint,
  updateBureauEndpoint,
} from './schema'

export const bureauRoutes = {
  disableBureau: defineRoute(disableBureauEndpoint, ({ actor, params }) => disableBureau(actor, params.id)),
  enableBureau: defineRoute(enableBureauEndpoint, ({ actor, params }) => enableBureau(actor, params.id)),
  updateBureau: defineRoute(updateBureauEndpoint, ({ actor, params, body }) =>
    updateBureau(actor, params.id, body),
  ),
  listBureaus: defineRoute(listBureausEndpoint, ({ actor }) => listBureaus(actor)),
  createBureau: defineRoute(createBureauEndpoint, ({ actor, body }) => createBureau(actor, body)),
}
