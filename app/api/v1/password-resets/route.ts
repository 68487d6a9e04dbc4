import { resetPassword } from '@/lib/features/account/commands/reset-password'
import { resetPasswordEndpoint } from '@/lib/features/account/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(resetPasswordEndpoint, ({ actor, body }) => resetPassword(actor, body))
