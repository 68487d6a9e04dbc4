import { checkMachine } from '@/lib/features/check/queries'
import { checkEndpoint } from '@/lib/features/check/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(checkEndpoint, ({ params }) => checkMachine(params.token))
