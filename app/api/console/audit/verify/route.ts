import { sealAudit } from '@/lib/features/audit/jobs'
import { verifyAudit } from '@/lib/features/audit/queries/verify'
import { verifyAuditEndpoint } from '@/lib/features/audit/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(verifyAuditEndpoint, async () => {
  await sealAudit()
  return verifyAudit()
})
