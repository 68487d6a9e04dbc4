import { defineRoute } from '@/lib/server/http/define-route'
import { sealAudit } from './commands/seal'
import { listAuditEvents } from './queries/list'
import { verifyAudit } from './queries/verify'
import { listAuditEndpoint, verifyAuditEndpoint } from './schema'

export const auditRoutes = {
  listAudit: defineRoute(listAuditEndpoint, ({ actor, query }) => listAuditEvents(actor, query)),
  verifyAudit: defineRoute(verifyAuditEndpoint, async () => {
    await sealAudit()
    return verifyAudit()
  }),
}
