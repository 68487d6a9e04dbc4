import { disableStaff } from '@/lib/features/staff/commands/standing'
import { disableStaffEndpoint } from '@/lib/features/staff/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(disableStaffEndpoint, ({ actor, params }) => disableStaff(actor, params.id))
