import { createStaff } from '@/lib/features/staff/commands/edit'
import { listStaff } from '@/lib/features/staff/queries'
import { createStaffEndpoint, listStaffEndpoint } from '@/lib/features/staff/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(listStaffEndpoint, ({ actor, query }) => listStaff(actor, query))
export const POST = defineRoute(createStaffEndpoint, ({ actor, body }) => createStaff(actor, body))
