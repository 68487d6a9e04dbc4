import { defineRoute } from '@/lib/server/http/define-route'
import { putAside, takeBack } from './commands/aside'
import { addWatches, removeWatch } from './commands/watches'
import { listAlerts } from './queries/alerts'
import { listWatches } from './queries/watches'
import {
  addWatchesEndpoint,
  listAlertsEndpoint,
  listWatchesEndpoint,
  putAsideEndpoint,
  removeWatchEndpoint,
  takeBackEndpoint,
} from './schema'

export const watchRoutes = {
  putAside: defineRoute(putAsideEndpoint, ({ actor, params }) => putAside(actor, params.id)),
  takeBack: defineRoute(takeBackEndpoint, ({ actor, params }) => takeBack(actor, params.id)),
  listAlerts: defineRoute(listAlertsEndpoint, ({ actor, query }) => listAlerts(actor, query)),
  removeWatch: defineRoute(removeWatchEndpoint, ({ actor, params }) => removeWatch(actor, params.id)),
  listWatches: defineRoute(listWatchesEndpoint, ({ actor }) => listWatches(actor)),
  addWatches: defineRoute(addWatchesEndpoint, ({ actor, body }) => addWatches(actor, body)),
}
