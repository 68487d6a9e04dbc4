import { getOptions } from '@/lib/features/option/queries'
import { getOptionsEndpoint } from '@/lib/features/option/schema'
import { defineRoute } from '@/lib/server/define-route'
import { publicJson } from '@/lib/server/public-json'

export const GET = defineRoute(getOptionsEndpoint, async () => publicJson(await getOptions(), 60))
