import { defineRoute } from '@/lib/server/http/define-route'
import { readNotice } from './commands'
import { listNotices } from './queries'
import { listNoticesEndpoint, readNoticeEndpoint } from './schema'

export const noticeRoutes = {
  readNotice: defineRoute(readNoticeEndpoint, ({ actor, params }) => readNotice(actor, params.id)),
  listNotices: defineRoute(listNoticesEndpoint, ({ actor, query }) => listNotices(actor, query)),
}
