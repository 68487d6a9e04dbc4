import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { qrPath } from '@/lib/features/document/rules/qr-path'
import { auditAlone } from '@/lib/server/audit/audit'
import { db } from '@/lib/server/database/db'
import { mergePdfs } from '@/lib/server/pdf/merge'
import { renderPaper } from '@/lib/server/pdf/render-paper'
import { checkUrlOf } from '../queries/own'
import { type CertificatePaper, certificatePapers } from '../rules/paper'
import { certifiedFacts } from '../schema'

/**
 * GET /certificates/{id}/certificate.pdf: drawn from what was stored when it was issued, whatever the register says today.
 * @throws AppError NOT_FOUND unless it is the account's own; STATE_CONFLICT once it is withdrawn
 */
export async function printCertificate(
  actor: AccountActor,
  id: string,
): Promise<{ pdf: Buffer; fileName: string }> {
  const row = await db().certificate.findFirst({
    where: { id, accountId: actor.id },
    include: { machines: { orderBy: { position: 'asc' }, select: { facts: true } } },
  })
  if (!row) throw new AppError('NOT_FOUND')
  if (row.withdrawnAt || row.ownerName === null)
    throw new AppError('STATE_CONFLICT', { detail: '这份证明已经作废，不能再下载' })
  const url = checkUrlOf(row.token)
  const pdf = await draw({
    ...row,
    ownerName: row.ownerName,
    machines: row.machines.map(({ facts }) => certifiedFacts.parse(facts)),
    check: { url, ...qrPath(url) },
  })
  await auditAlone(db(), actor, {
    action: 'certificate.download',
    subjectType: 'certificate',
    subjectId: id,
    details: { certificateNumber: row.number },
  })
  return { pdf, fileName: `登记情况证明-${row.number}.pdf` }
}

/** Shares of a page that are filled: what a page has is estimated, and one that flowed over would count wrongly. */
const ROOMS = [1, 0.85, 0.7, 0.5]

/** Page by page, so that others are served between two. @throws Error when a page cannot be made to fit: a bug */
async function draw(data: CertificatePaper): Promise<Buffer> {
  for (const room of ROOMS) {
    const parts: Buffer[] = []
    for (const paper of certificatePapers(data, room)) parts.push(await renderPaper(paper))
    const { pdf, pageCounts } = await mergePdfs(parts)
    if (pageCounts.every((count) => count === 1)) return pdf
  }
  throw new Error(`certificate ${data.number} does not fit its pages`)
}
