import { listNotices } from '@/lib/features/notice/queries'
import { listNoticesEndpoint } from '@/lib/features/notice/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(listNoticesEndpoint, ({ actor, query }) => listNotices(actor, query))
