import { getOwnMachine } from '@/lib/features/dossier/queries/own'
import { getMachineEndpoint } from '@/lib/features/dossier/schema/owner'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(getMachineEndpoint, ({ actor, params }) => getOwnMachine(actor, params.id))
