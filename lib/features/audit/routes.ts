import { publicJson } from '@/lib/server/http/answer'
import { defineRoute } from '@/lib/server/http/define-route'
import { closeDays } from './commands/close-days'
import { sealAudit } from './commands/seal'
import { listAuditDays } from './queries/days'
import { listAuditEvents } from './queries/list'
import { sinkStates } from './queries/sink-states'
import { verifyAudit } from './queries/verify'
import {
  listAuditDaysEndpoint,
  listAuditEndpoint,
  listAuditSinksEndpoint,
  verifyAuditEndpoint,
} from './schema'

export const auditRoutes = {
  listAudit: defineRoute(listAuditEndpoint, ({ actor, query }) => listAuditEvents(actor, query)),
  verifyAudit: defineRoute(verifyAuditEndpoint, async () => {
    await sealAudit()
    await closeDays()
    return verifyAudit()
  }),
  listAuditSinks: defineRoute(listAuditSinksEndpoint, async () => ({ data: await sinkStates() })),
  listAuditDays: defineRoute(listAuditDaysEndpoint, async ({ query }) =>
    publicJson({ data: await listAuditDays(query.before) }, 300),
  ),
}
