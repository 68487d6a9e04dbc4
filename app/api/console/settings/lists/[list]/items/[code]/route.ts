import { updateListItem } from '@/lib/features/setting/commands/lists'
import { updateListItemEndpoint } from '@/lib/features/setting/schema/settings'
import { defineRoute } from '@/lib/server/http/define-route'

export const PATCH = defineRoute(updateListItemEndpoint, ({ actor, params, body }) =>
  updateListItem(actor, params.list, params.code, body),
)
