import { resetStaffPassword } from '@/lib/features/staff/commands/standing'
import { resetStaffPasswordEndpoint } from '@/lib/features/staff/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const POST = defineRoute(resetStaffPasswordEndpoint, ({ actor, params }) =>
  resetStaffPassword(actor, params.id),
)
