import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { MAX_PHOTO_BYTES } from '@/lib/core/photo-limit'
import { patchIn } from '@/lib/features/filing/commands/patch-filing'
import { addPhoto } from '@/lib/features/photo/commands/add-photo'
import { PHOTO_SLOT_LABELS } from '@/lib/features/photo/schema'
import { db, type Tx, transact, uniqueViolation } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { SheetRefused } from '@/lib/server/sheet/sheet'
import { bytesSource } from '@/lib/server/sheet/source'
import { ZipReader } from '@/lib/server/sheet/zip/read-zip'
import { type CalledDraft, findCalledDrafts } from '../queries/archives'
import { type PlannedPhoto, planPhotos } from '../rules/plan-photos'
import { accountOf } from './batch-job'

/** All files of an archive, unpacked: photos hardly pack, so that more is no archive of photos. */
const UNPACKED = 1024 * 1024 * 1024
const BROKEN = '压缩包不完整、设有密码，或者格式不支持；请重新压缩成 .zip（不设密码）后上传'
const UNEXPECTED = '系统出现问题，没有处理完，请重新上传没有放入的照片'

/**
 * The job: puts the photos of an archive into the drafts of its table, one at a time, each by the owner's own commands. What
 * became of a file is written with its change, so that a call after a crash goes on with the next file. Deletes the archive.
 */
export async function placePhotos(archiveId: string): Promise<void> {
  const archive = await db().filingBatchArchive.findFirst({
    where: { id: archiveId, status: 'WAITING' },
    include: { batch: { select: { id: true, accountId: true } } },
  })
  if (!archive?.storageKey) return
  const actor = await accountOf(archive.batch.accountId, archive.operatorId)
  const failure = actor ? await place(actor, archive.batch.id, archiveId, archive.storageKey) : UNEXPECTED
  await db().filingBatchArchive.updateMany({
    where: { id: archiveId, status: 'WAITING' },
    data: { status: failure === null ? 'DONE' : 'FAILED', failure, storageKey: null },
  })
  await (await storage()).remove(archive.storageKey)
}

async function place(
  actor: AccountActor,
  batchId: string,
  archiveId: string,
  storageKey: string,
): Promise<string | null> {
  try {
    const zip = await ZipReader.open(bytesSource(await (await storage()).get(storageKey)), UNPACKED)
    const planned = planPhotos(zip.titles, await findCalledDrafts(db(), batchId))
    await db().filingBatchArchive.updateMany({ where: { id: archiveId }, data: { files: planned.length } })
    const seen = await db().filingBatchPhoto.findMany({ where: { archiveId }, select: { position: true } })
    const done = new Set(seen.map(({ position }) => position))
    for (const [position, photo] of planned.entries())
      if (!done.has(position)) await placeOne(actor, zip, { archiveId, position, name: photo.name }, photo)
    return null
  } catch (error) {
    if (error instanceof SheetRefused) return BROKEN
    log().error({ archiveId, error: errorFacts(error) }, 'archive of photos failed')
    return UNEXPECTED
  }
}

type Place = { archiveId: string; position: number; name: string }

async function placeOne(
  actor: AccountActor,
  zip: ZipReader,
  place: Place,
  photo: PlannedPhoto<CalledDraft>,
): Promise<void> {
  const line = photo.draft?.line ?? null
  if (photo.outcome !== 'ATTACHED') {
    const { outcome, message } = photo
    await transact((tx) => note(tx, { ...place, outcome, message, line }))
    return
  }
  try {
    const { id: photoId } = await addPhoto(actor, await bytesOf(zip, photo.name))
    await transact(async (tx) => {
      await note(tx, { ...place, outcome: 'ATTACHED', message: null, line })
      await patchIn(tx, actor, photo.draft.filingId, { photos: [{ slot: photo.slot, photoId }] })
    })
  } catch (error) {
    // Another worker has placed it meanwhile.
    if (uniqueViolation(error)) return
    if (!(error instanceof AppError)) throw error
    const message = `${PHOTO_SLOT_LABELS[photo.slot]}没有放入：${error.message}`
    await transact((tx) => note(tx, { ...place, outcome: 'REFUSED', message, line }))
  }
}

type Noted = Parameters<Tx['filingBatchPhoto']['create']>[0]['data']

/** Its key lets no second worker place the same file. */
async function note(tx: Tx, data: Noted): Promise<void> {
  await tx.filingBatchPhoto.create({ data })
}

async function bytesOf(zip: ZipReader, name: string): Promise<Buffer> {
  const tooLarge = new AppError('PAYLOAD_TOO_LARGE', {
    detail: `照片不能超过 ${MAX_PHOTO_BYTES / 1024 / 1024} MB`,
  })
  if ((zip.sizeOf(name) ?? 0) > MAX_PHOTO_BYTES) throw tooLarge
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of zip.bytesOf(name)) {
    size += piece.length
    if (size > MAX_PHOTO_BYTES) throw tooLarge
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
