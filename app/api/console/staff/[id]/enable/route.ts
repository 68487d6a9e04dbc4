import { enableStaff } from '@/lib/features/staff/commands/standing'
import { enableStaffEndpoint } from '@/lib/features/staff/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(enableStaffEndpoint, ({ actor, params }) => enableStaff(actor, params.id))
