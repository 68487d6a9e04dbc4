import { correctStage } from '@/lib/features/machine/commands/correct-stage'
import { correctStageEndpoint } from '@/lib/features/machine/schema/console'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(correctStageEndpoint, ({ actor, params, body }) =>
  correctStage(actor, { id: params.id, ...body }),
)
