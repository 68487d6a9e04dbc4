import { addListItem } from '@/lib/features/setting/commands/lists'
import { addListItemEndpoint } from '@/lib/features/setting/schema/settings'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(addListItemEndpoint, ({ actor, params, body }) =>
  addListItem(actor, params.list, body),
)
