import { readNotice } from './commands'
import { listNoticesEndpoint, readNoticeEndpoint } from './schema'
import { defineRoute } from '@/lib/server/http/define-route'
import { listNotices } from './queries'

export const noticeRoutes = {
  readNotice: defineRoute(readNoticeEndpoint, ({ actor, params }) => readNotice(actor, params.id)),
  listNotices: defineRoute(listNoticesEndpoint, ({ actor, query }) => listNotices(actor, query)),
}
