import { correctStage } from '@/lib/features/dossier/commands/correct-stage'
import { correctStageEndpoint } from '@/lib/features/dossier/schema/console'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(correctStageEndpoint, ({ actor, params, body }) =>
  correctStage(actor, { id: params.id, ...body }),
)
