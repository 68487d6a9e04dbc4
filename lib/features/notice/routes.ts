import { defineRoute } from '@/lib/server/http/define-route'
import { readAllNotices, readNotice } from './commands'
import { listNotices } from './queries'
import { listNoticesEndpoint, readAllNoticesEndpoint, readNoticeEndpoint } from './schema'

export const noticeRoutes = {
  readNotice: defineRoute(readNoticeEndpoint, ({ actor, params }) => readNotice(actor, params.id)),
  readAllNotices: defineRoute(readAllNoticesEndpoint, ({ actor }) => readAllNotices(actor)),
  listNotices: defineRoute(listNoticesEndpoint, ({ actor, query }) => listNotices(actor, query)),
}
