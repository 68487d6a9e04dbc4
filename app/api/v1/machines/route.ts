import { listOwnMachines } from '@/lib/features/dossier/queries/own'
import { listMachinesEndpoint } from '@/lib/features/dossier/schema/owner'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(listMachinesEndpoint, ({ actor, query }) => listOwnMachines(actor, query))
