import { enableTotp, startTotp } from '@/lib/features/staff/commands/own-account'
import { enableTotpEndpoint, startTotpEndpoint } from '@/lib/features/staff/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(startTotpEndpoint, ({ actor }) => startTotp(actor))
export const PUT = defineRoute(enableTotpEndpoint, ({ actor, body }) => enableTotp(actor, body))
