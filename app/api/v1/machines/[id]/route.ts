import { getOwnMachine } from '@/lib/features/machine/queries'
import { getMachineEndpoint } from '@/lib/features/machine/schema'
import { defineRoute } from '@/lib/server/define-route'

export const GET = defineRoute(getMachineEndpoint, ({ actor, params }) => getOwnMachine(actor, params.id))
