import { Readable } from 'node:stream'
import { roleMay } from '@/lib/core/access'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { openFile } from '@/lib/server/files/sealed-file'
import { storage } from '@/lib/server/files/storage'
import { decrypt } from '@/lib/server/secrets/secrets'
import { ownExports } from '../queries/exports'
import { exportFileName } from '../rules/status'
import { CONTENT_TYPES } from './write-file'

type Download = { stream: Readable; bytes: number; contentType: string; fileName: string }

/**
 * The file of the actor's own export. The audit row states how many machines' data were downloaded.
 * @throws AppError NOT_FOUND for another's, and after a day; STATE_CONFLICT before it is done; FORBIDDEN for personal
 * columns when the actor no longer has the right to them
 */
export async function downloadExport(actor: StaffActor, id: string): Promise<Download> {
  const row = await transact(async (tx) => {
    const found = await tx.machineExport.findFirst({ where: { id, ...ownExports(actor) } })
    if (!found) throw new AppError('NOT_FOUND')
    const over = found.expiresAt !== null && found.expiresAt <= new Date()
    if (found.status === 'EXPIRED' || over) {
      throw new AppError('NOT_FOUND', { detail: '文件只保留一天，已经删除，请重新导出' })
    }
    if (found.status !== 'DONE' || !found.storageKey) throw new AppError('STATE_CONFLICT')
    const { personal, totalRows } = found
    if (personal && !roleMay(actor.role, 'machine.exportPersonal')) throw new AppError('FORBIDDEN')
    await audit(tx, actor, {
      action: 'export.download',
      subjectType: 'export',
      subjectId: id,
      districtCode: actor.divisionCode,
      details: { rows: totalRows ?? 0, personal },
    })
    return { ...found, storageKey: found.storageKey }
  })
  const stored = await (await storage()).stream(row.storageKey)
  const plain = openFile(stored, (sealed) => decrypt('export.file', id, sealed))
  return {
    stream: Readable.from(plain, { objectMode: false }),
    bytes: Number(row.bytes),
    contentType: CONTENT_TYPES[row.format],
    fileName: exportFileName(row.format, row.createdAt),
  }
}
