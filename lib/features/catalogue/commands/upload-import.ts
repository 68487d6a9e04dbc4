import { randomUUID } from 'node:crypto'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import { enqueue, ensureQueue } from '@/lib/server/jobs/jobs'
import { kindApart } from '@/lib/server/sheet/sheet-process'
import { XLSX_TYPE } from '@/lib/server/sheet/xlsx-type'
import { getImport } from '../queries/imports'
import type { CatalogueImport } from '../schema'
import { checkQueue } from './queues'

const TYPES = {
  xlsx: XLSX_TYPE,
  csv: 'text/csv',
}
const MAX_NAME_LENGTH = 120

/**
 * Stores an uploaded file of published models unchanged and enqueues its check. Nothing enters the catalogue yet.
 * @param file its bytes, and the client's name for it (display only)
 * @throws AppError UNSUPPORTED_MEDIA, with advice, for a file that is neither workbook nor text table
 */
export async function uploadImport(
  actor: StaffActor,
  file: { bytes: Buffer; name: string },
): Promise<CatalogueImport> {
  const found = await kindApart(file.bytes)
  if ('fault' in found) throw new AppError('UNSUPPORTED_MEDIA', { detail: found.fault })
  await ensureQueue(checkQueue)
  const storageKey = `catalogue/${new Date().toISOString().slice(0, 7).replace('-', '/')}/${randomUUID()}.${found.kind}`
  const files = await storage()
  // Before the row, so that no row lacks its file.
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

/** The last part of a path, without control characters; for display only. */
function shownName(name: string, kind: string): string {
  const plain = name
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
  return plain ? plain.slice(-MAX_NAME_LENGTH) : `目录.${kind}`
}
