import { readNotice } from '@/lib/features/notice/commands'
import { readNoticeEndpoint } from '@/lib/features/notice/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(readNoticeEndpoint, ({ actor, params }) => readNotice(actor, params.id))
