import { dismissDuplicate } from '@/lib/features/filing/commands/dismiss-duplicate'
import { dismissDuplicateEndpoint } from '@/lib/features/filing/schema/duplicate'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(dismissDuplicateEndpoint, ({ actor, params, body }) =>
  dismissDuplicate(actor, { id: params.id, ...body }),
)
