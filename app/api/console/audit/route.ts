import { listAuditEvents } from '@/lib/features/audit/queries/list'
import { listAuditEndpoint } from '@/lib/features/audit/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(listAuditEndpoint, ({ actor, query }) => listAuditEvents(actor, query))
