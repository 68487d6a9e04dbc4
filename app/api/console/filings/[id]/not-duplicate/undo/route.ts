import { undoDismissal } from '@/lib/features/filing/commands/dismiss-duplicate'
import { undoDismissalEndpoint } from '@/lib/features/filing/schema/duplicate'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(undoDismissalEndpoint, ({ actor, params, body }) =>
  undoDismissal(actor, params.id, body.dismissalId),
)
