import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { renderPaper } from '@/lib/server/pdf/render-paper'
import { receiptData } from '../queries/paper-data'
import { receiptPaper } from '../rules/receipt-paper'

/**
 * The slip that the owner takes home, as PDF; recorded.
 * @throws AppError NOT_FOUND outside the area; STATE_CONFLICT for a draft, of which there is nothing to tell
 */
export async function printReceipt(
  actor: StaffActor,
  id: string,
): Promise<{ pdf: Buffer; fileName: string }> {
  const data = await receiptData(actor, id)
  if (data.status === 'DRAFT') throw new AppError('STATE_CONFLICT', { detail: '提交之后才能打印凭条' })
  const paper = receiptPaper(data)
  const pdf = await renderPaper(paper)
  await transact((tx) =>
    audit(tx, actor, {
      action: 'filing.print-receipt',
      subjectType: 'filing',
      subjectId: id,
      districtCode: actor.divisionCode,
    }),
  )
  return { pdf, fileName: `${paper.fileName}.pdf` }
}
