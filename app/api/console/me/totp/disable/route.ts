import { disableTotp } from '@/lib/features/staff/commands/own-account'
import { disableTotpEndpoint } from '@/lib/features/staff/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(disableTotpEndpoint, ({ actor, body }) => disableTotp(actor, body))
