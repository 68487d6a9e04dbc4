import { giveConsent } from '@/lib/features/filing/commands/give-consent'
import { ownerConsentEndpoint } from '@/lib/features/filing/schema/owner'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(ownerConsentEndpoint, ({ actor, params, body }) =>
  giveConsent(actor, params.id, body),
)
