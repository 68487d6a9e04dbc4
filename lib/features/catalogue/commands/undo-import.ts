import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import { getImport } from '../queries/imports'
import { importAllows } from '../rules/imports'
import type { CatalogueImport } from '../schema'

/**
 * Deletes every entry that an import added. Filings prefilled from them are not affected.
 * @throws AppError NOT_FOUND; STATE_CONFLICT when it added nothing or is still in progress
 */
export function undoImport(actor: StaffActor, id: string): Promise<CatalogueImport> {
  return transact(async (tx) => {
    const found = await getImport(tx, id)
    if (!importAllows('undo', found)) throw new AppError('STATE_CONFLICT')
    const { count } = await tx.catalogueImport.updateMany({
      where: { id, status: found.status },
      data: { status: 'UNDONE', undoneAt: new Date() },
    })
    if (count !== 1) throw new AppError('STATE_CONFLICT')
    const removed = await tx.catalogueEntry.deleteMany({ where: { importId: id } })
    await audit(tx, actor, {
      action: 'catalogue.undo',
      subjectType: 'catalogue-import',
      subjectId: id,
      details: { fileName: found.fileName, removed: removed.count },
    })
    return getImport(tx, id)
  })
}

/**
 * Deletes an import without entries, and its file. Its audit rows stay.
 * @throws AppError NOT_FOUND; STATE_CONFLICT when it added entries or is still in progress
 */
export async function discardImport(actor: StaffActor, id: string): Promise<void> {
  const storageKey = await transact(async (tx) => {
    const found = await getImport(tx, id)
    if (!importAllows('discard', found)) throw new AppError('STATE_CONFLICT')
    const row = await tx.catalogueImport.findUniqueOrThrow({ where: { id }, select: { storageKey: true } })
    await tx.catalogueImportFault.deleteMany({ where: { importId: id } })
    const { count } = await tx.catalogueImport.deleteMany({ where: { id, status: found.status } })
    if (count !== 1) throw new AppError('STATE_CONFLICT')
    const subject = { subjectType: 'catalogue-import', subjectId: id }
    await audit(tx, actor, { action: 'catalogue.discard', ...subject, details: { fileName: found.fileName } })
    return row.storageKey
  })
  await (await storage()).remove(storageKey)
}
