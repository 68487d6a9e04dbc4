import { updateStaff } from '@/lib/features/staff/commands/edit'
import { updateStaffEndpoint } from '@/lib/features/staff/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const PATCH = defineRoute(updateStaffEndpoint, ({ actor, params, body }) =>
  updateStaff(actor, params.id, body),
)
