import { listOwnMachines } from '@/lib/features/machine/queries/own'
import { listMachinesEndpoint } from '@/lib/features/machine/schema/owner'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(listMachinesEndpoint, ({ actor, query }) => listOwnMachines(actor, query))
