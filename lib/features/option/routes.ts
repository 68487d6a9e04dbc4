import { publicJson } from '@/lib/server/http/answer'
import { defineRoute } from '@/lib/server/http/define-route'
import { getOptions } from './queries'
import { getOptionsEndpoint } from './schema'

export const optionRoutes = {
  getOptions: defineRoute(getOptionsEndpoint, async () => publicJson(await getOptions(), 60)),
}
