import { revealOwner } from '@/lib/features/dossier/commands/reveal-owner'
import { revealMachineOwnerEndpoint } from '@/lib/features/dossier/schema/console'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(revealMachineOwnerEndpoint, ({ actor, params }) =>
  revealOwner(actor, params.id),
)
