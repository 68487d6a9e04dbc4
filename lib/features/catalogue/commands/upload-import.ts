import { randomUUID } from 'node:crypto'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import { enqueue, ensureQueue } from '@/lib/server/jobs/jobs'
import { kindOfSheet } from '@/lib/server/sheet/kind-of-sheet'
import { bytesSource } from '@/lib/server/sheet/source'
import { getImport } from '../queries/imports'
import type { CatalogueImport } from '../schema'
import { checkQueue } from './queues'

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
}
const NAME_AT_MOST = 120

/**
 * Takes a file of published models in: kept as it came, to be looked through by a job. Nothing of it is in the catalogue.
 * @param file its bytes, and its name as the sender calls it (only shown)
 * @throws AppError UNSUPPORTED_MEDIA saying what to do with a file that is no workbook and no text table
 */
export async function uploadImport(
  actor: StaffActor,
  file: { bytes: Buffer; name: string },
): Promise<CatalogueImport> {
  const found = await kindOfSheet(bytesSource(file.bytes))
  if ('fault' in found) throw new AppError('UNSUPPORTED_MEDIA', { detail: found.fault })
  await ensureQueue(checkQueue)
  const storageKey = `catalogue/${new Date().toISOString().slice(0, 7).replace('-', '/')}/${randomUUID()}.${found.kind}`
  const files = await storage()
  // Before the row: a row always finds its object.
  await files.put(storageKey, file.bytes, TYPES[found.kind])
  return transact(async (tx) => {
    const fileName = shownName(file.name, found.kind)
    const data = { fileName, storageKey, bytes: file.bytes.length, staffId: actor.id, unknownColumns: [] }
    const { id } = await tx.catalogueImport.create({ data })
    await audit(tx, actor, {
      action: 'catalogue.upload',
      subjectType: 'catalogue-import',
      subjectId: id,
      details: { fileName, bytes: file.bytes.length },
    })
    await enqueue(tx, checkQueue, { importId: id })
    return getImport(tx, id)
  })
}

/** The last part of a path, without control characters; it is shown and never opened. */
function shownName(name: string, kind: string): string {
  const plain = name
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
  return plain ? plain.slice(-NAME_AT_MOST) : `目录.${kind}`
}
