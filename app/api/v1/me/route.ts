import { getMe } from '@/lib/features/account/queries'
import { meEndpoint } from '@/lib/features/account/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(meEndpoint, ({ actor }) => getMe(actor))
