import { previewDeadlines } from '@/lib/features/filing/queries/deadline-moves'
import { previewDeadlinesEndpoint } from '@/lib/features/filing/schema/deadline'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(previewDeadlinesEndpoint, ({ actor, params, body }) =>
  previewDeadlines(actor, params.key, body.value),
)
