import { getOptions } from './queries'
import { getOptionsEndpoint } from './schema'
import { publicJson } from '@/lib/server/http/answer'
import { defineRoute } from '@/lib/server/http/define-route'

export const optionRoutes = {
  getOptions: defineRoute(getOptionsEndpoint, async () => publicJson(await getOptions(), 60)),
}
