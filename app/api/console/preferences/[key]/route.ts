import { setPreference } from '@/lib/features/preference/commands'
import { getPreference } from '@/lib/features/preference/queries'
import { getPreferenceEndpoint, setPreferenceEndpoint } from '@/lib/features/preference/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(getPreferenceEndpoint, ({ actor, params }) => getPreference(actor, params.key))
export const PUT = defineRoute(setPreferenceEndpoint, ({ actor, params, body }) =>
  setPreference(actor, params.key, body.value),
)
