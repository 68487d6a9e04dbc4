import { listAuditEvents } from './queries/list'
import { listAuditEndpoint, verifyAuditEndpoint } from './schema'
import { defineRoute } from '@/lib/server/http/define-route'
import { sealAudit } from './jobs'
import { verifyAudit } from './queries/verify'

export const auditRoutes = {
  listAudit: defineRoute(listAuditEndpoint, ({ actor, query }) => listAuditEvents(actor, query)),
  verifyAudit: defineRoute(verifyAuditEndpoint, async () => {
  await sealAudit()
  return verifyAudit()
}),
}
