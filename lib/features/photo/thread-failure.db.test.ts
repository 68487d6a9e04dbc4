import { afterEach, expect, it, vi } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { photoRoutes } from '@/lib/features/photo/routes'
import { db } from '@/lib/server/database/db'
import { Thread, ThreadError } from '@/lib/server/files/thread'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import { ALTERATIONS } from '@/testing/photos/alter'
import { machinePhoto } from '@/testing/photos/draw'
import { staffSession } from '@/testing/staff-session'
import { comparePhotos } from './commands/compare-photos'
import { lookAtPhotos } from './commands/look-at-photos'
import type { PhotoDto } from './schema'

/** What threads really do when they fail, thread.test.ts shows. */
const failing = (reason: ThreadError['reason']) =>
  vi.spyOn(Thread.prototype, 'ask').mockRejectedValue(new ThreadError(reason))
afterEach(() => vi.restoreAllMocks())

const all = async (batch: () => Promise<number>) => {
  while ((await batch()) > 0);
}

async function upload({ token }: OwnerSession, content: Buffer): Promise<PhotoDto> {
  const file = { content, name: 'a.jpg', type: 'image/jpeg' }
  const { status, body } = await callRoute<PhotoDto>(photoRoutes.uploadPhoto, { token, file })
  expect(status).toBe(201)
  return body
}

async function file(owner: OwnerSession, picture: Buffer) {
  const { id: photoId } = await upload(owner, picture)
  const photos = [{ slot: 'BODY_FRONT' as const, photoId }]
  return {
    ...(await makeFiling(db(), 'SUBMITTED', { filerId: owner.id, story: { photos } })),
    photoId,
  }
}

async function photoChecks(filingId: string): Promise<string[]> {
  const { headers } = await staffSession(db(), 'REVIEWER', '110101')
  const { body } = await callRoute<DeskFiling>(filingRoutes.getDeskFiling, {
    params: { id: filingId },
    headers,
  })
  const codes = ['PHOTO_QUALITY', 'SAME_PHOTO_CONTENT']
  return codes.flatMap((code) =>
    body.checks.filter((check) => check.code === code).map(({ result }) => `${code} ${result}`),
  )
}

const due = (photoId: string) =>
  db().photo.update({ where: { id: photoId }, data: { lookDueAt: new Date() } })
/** As after an upload that could not be looked at, and those of earlier releases. */
async function forget(photoId: string): Promise<void> {
  const { sha256 } = await due(photoId)
  await db().photoLook.delete({ where: { sha256 } })
}
const look = async (photoId: string) => {
  const { sha256 } = await db().photo.findUniqueOrThrow({ where: { id: photoId } })
  return db().photoLook.findUnique({ where: { sha256 } })
}

it.each(['ENDED', 'LATE'] as const)(
  'a photo that nobody could look at (%s) is not checked until one has',
  async (reason) => {
    const owner = await ownerSession(db())
    const filing = await file(owner, await machinePhoto(reason === 'ENDED' ? 301 : 303))
    await forget(filing.photoId)
    failing(reason)
    expect(await photoChecks(filing.id)).toEqual([
      'PHOTO_QUALITY NOT_CHECKED',
      'SAME_PHOTO_CONTENT NOT_CHECKED',
    ])
    // However often it fails: that says nothing of the file.
    for (let tries = 0; tries < 7; tries += 1) {
      await due(filing.photoId)
      await all(lookAtPhotos)
    }
    expect(await look(filing.photoId)).toBeNull()
    vi.restoreAllMocks()
    await due(filing.photoId)
    await all(lookAtPhotos)
    await all(comparePhotos)
    expect(await photoChecks(filing.id)).toEqual(['PHOTO_QUALITY CLEAR', 'SAME_PHOTO_CONTENT CLEAR'])
  },
)

it('a photo whose comparison fails is not clear, and its copy is found when it is compared after all', async () => {
  const [first, second] = [await ownerSession(db()), await ownerSession(db())]
  const picture = await machinePhoto(305)
  await file(first, picture)
  await all(comparePhotos)
  const mirrored = ALTERATIONS.mirrored
  const copy = await file(second, mirrored ? await mirrored(picture) : picture)
  failing('ENDED')
  for (let tries = 0; tries < 7; tries += 1) {
    await db().photoLook.updateMany({
      where: { compareDueAt: { not: null } },
      data: { compareDueAt: new Date() },
    })
    await all(comparePhotos)
  }
  expect(await look(copy.photoId)).toMatchObject({ comparison: null, compareTries: 0 })
  expect(await photoChecks(copy.id)).toEqual(['PHOTO_QUALITY CLEAR', 'SAME_PHOTO_CONTENT NOT_CHECKED'])
  vi.restoreAllMocks()
  await db().photoLook.updateMany({
    where: { compareDueAt: { not: null } },
    data: { compareDueAt: new Date() },
  })
  await all(comparePhotos)
  expect(await photoChecks(copy.id)).toEqual(['PHOTO_QUALITY CLEAR', 'SAME_PHOTO_CONTENT DOUBT'])
})

it('photos that an earlier release looked at are looked at once more, and compared after fresh uploads', async () => {
  const owner = await ownerSession(db())
  const filing = await file(owner, await machinePhoto(307))
  const { sha256 } = await db().photo.findUniqueOrThrow({ where: { id: filing.photoId } })
  await db().photoLook.update({ where: { sha256 }, data: { textLevel: null } })
  const createdAt = new Date(Date.now() - 86_400_000)
  await db().photo.update({ where: { id: filing.photoId }, data: { createdAt } })
  await due(filing.photoId)
  await all(lookAtPhotos)
  expect(await look(filing.photoId)).toMatchObject({ textLevel: 0, compareDueAt: createdAt })
})
