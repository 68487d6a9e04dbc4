import { getMe } from '@/lib/features/staff/queries'
import { getMeEndpoint } from '@/lib/features/staff/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(getMeEndpoint, ({ actor }) => getMe(actor))
