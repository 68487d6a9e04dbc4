import { getOptions } from '@/lib/features/option/queries'
import { getOptionsEndpoint } from '@/lib/features/option/schema'
import { publicJson } from '@/lib/server/http/answer'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(getOptionsEndpoint, async () => publicJson(await getOptions(), 60))
