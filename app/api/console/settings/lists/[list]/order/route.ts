import { orderList } from '@/lib/features/setting/commands/lists'
import { orderListEndpoint } from '@/lib/features/setting/schema/settings'
import { defineRoute } from '@/lib/server/http/define-route'

export const PUT = defineRoute(orderListEndpoint, ({ actor, params, body }) =>
  orderList(actor, params.list, body.codes),
)
