import { defineRoute } from '@/lib/server/http/define-route'
import { subscribe } from './commands'
import { listTemplates, signPage } from './queries'
import { jsapiEndpoint, subscribeEndpoint, templatesEndpoint } from './schema'

export const wechatRoutes = {
  jsapi: defineRoute(jsapiEndpoint, ({ body }) => signPage(body.url)),
  templates: defineRoute(templatesEndpoint, () => listTemplates()),
  subscribe: defineRoute(subscribeEndpoint, ({ actor, body }) => subscribe(actor, body)),
}
