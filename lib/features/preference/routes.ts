import { defineRoute } from '@/lib/server/http/define-route'
import { setPreference } from './commands'
import { getPreference } from './queries'
import { getPreferenceEndpoint, setPreferenceEndpoint } from './schema'

export const preferenceRoutes = {
  getPreference: defineRoute(getPreferenceEndpoint, ({ actor, params }) => getPreference(actor, params.key)),
  setPreference: defineRoute(setPreferenceEndpoint, ({ actor, params, body }) =>
    setPreference(actor, params.key, body.value),
  ),
}
