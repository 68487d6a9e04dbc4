import { sendCode } from '@/lib/features/account/commands/send-code'
import { sendCodeEndpoint } from '@/lib/features/account/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(sendCodeEndpoint, ({ actor, body }) => sendCode(actor, body))
