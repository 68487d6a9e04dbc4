import { getRules } from '@/lib/features/setting/queries'
import { getRulesEndpoint } from '@/lib/features/setting/schema/settings'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(getRulesEndpoint, ({ actor }) => getRules(actor))
