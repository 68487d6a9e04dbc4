import { unlockStaff } from '@/lib/features/staff/commands/standing'
import { unlockStaffEndpoint } from '@/lib/features/staff/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(unlockStaffEndpoint, ({ actor, params }) => unlockStaff(actor, params.id))
