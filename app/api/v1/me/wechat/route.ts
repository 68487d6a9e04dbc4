import { unlinkWechat } from '@/lib/features/account/commands/wechat-link'
import { unlinkWechatEndpoint } from '@/lib/features/account/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const DELETE = defineRoute(unlinkWechatEndpoint, ({ actor }) => unlinkWechat(actor))
