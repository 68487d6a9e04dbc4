import { createAccount } from '@/lib/features/account/commands/create-account'
import { createAccountEndpoint } from '@/lib/features/account/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(createAccountEndpoint, ({ actor, body }) => createAccount(actor, body))
