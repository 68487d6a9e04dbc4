import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { photoRoutes } from '@/lib/features/photo/routes'
import { db, transact } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import { Prisma } from '@/prisma/client'
import { makeFiling } from '@/prisma/factories/filing'
import { asAdmin } from '@/testing/as-admin'
import { callRoute } from '@/testing/call-route'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import { ALTERATIONS } from '@/testing/photos/alter'
import { machinePhoto, platePhoto } from '@/testing/photos/draw'
import { staffSession } from '@/testing/staff-session'
import { comparePhotos } from './commands/compare-photos'
import { lookAtPhotos } from './commands/look-at-photos'
import { sweepPhotos } from './jobs'
import { readCandidates } from './queries/likenesses'
import type { PhotoCheckCode } from './rules/findings'
import type { PhotoDto, PhotoSlot } from './schema'

/** What is uploaded to which slot, and submitted. */
type Pictures = Partial<Record<PhotoSlot, Buffer>>

async function upload({ token }: OwnerSession, content: Buffer): Promise<PhotoDto> {
  const file = { content, name: 'a.jpg', type: 'image/jpeg' }
  const { status, body } = await callRoute<PhotoDto>(photoRoutes.uploadPhoto, { token, file })
  expect(status).toBe(201)
  return body
}

async function file(owner: OwnerSession, pictures: Pictures, districtCode = '110101') {
  const photos: { slot: PhotoSlot; photoId: string }[] = []
  for (const [slot, content] of Object.entries(pictures) as [PhotoSlot, Buffer][])
    photos.push({ slot, photoId: (await upload(owner, content)).id })
  return makeFiling(db(), 'SUBMITTED', { filerId: owner.id, districtCode, story: { photos } })
}

async function all(batch: () => Promise<number>): Promise<void> {
  while ((await batch()) > 0);
}

async function checks(filingId: string, code: PhotoCheckCode) {
  const reviewer = await staffSession(db(), 'REVIEWER', '110101')
  const { body } = await callRoute<{
    checks: { code: string; result: string; text: string; paths: string[]; filingIds: string[] }[]
  }>(filingRoutes.getDeskFiling, { params: { id: filingId }, headers: reviewer.headers })
  return body.checks.filter((check) => check.code === code).map(({ code: _, ...check }) => check)
}

const altered = (name: string, picture: Buffer) => (ALTERATIONS[name] ?? Promise.reject)(picture)

describe('the same picture in another filing', () => {
  it('is found however it was saved again, from both sides, and says by whom', async () => {
    const [first, second] = [await ownerSession(db()), await ownerSession(db())]
    const [front, rear, plate] = [await machinePhoto(1), await machinePhoto(3), await platePhoto(2)]
    const original = await file(first, { BODY_FRONT: front, BODY_REAR: rear, MACHINE_PLATE: plate })
    await all(comparePhotos)
    expect(await checks(original.id, 'SAME_PHOTO_CONTENT')).toMatchObject([{ result: 'CLEAR' }])
    const copy = await file(second, {
      BODY_FRONT: await altered('mirrored', front),
      BODY_REAR: await altered('cropped 5 % on each side', rear),
      MACHINE_PLATE: await altered('cropped 5 %, left', plate),
    })
    await all(comparePhotos)
    const paths = ['photos.BODY_FRONT', 'photos.BODY_REAR', 'photos.MACHINE_PLATE']
    expect(await checks(original.id, 'SAME_PHOTO_CONTENT')).toMatchObject([
      { result: 'DOUBT', paths, filingIds: [copy.id] },
    ])
    const [found] = await checks(copy.id, 'SAME_PHOTO_CONTENT')
    expect(found).toMatchObject({ result: 'DOUBT', paths, filingIds: [original.id] })
    expect(found?.text).toBe(
      '机身正面照片、机身后面照片、机械铭牌照片与其他 1 件登记的照片相似，可能是同一张（1 件由其他账号提交）',
    )
  })

  it('outside the area is counted, not linked', async () => {
    const owner = await ownerSession(db())
    const picture = await machinePhoto(5)
    await file(owner, { BODY_FRONT: picture }, '130202')
    const here = await file(owner, { BODY_FRONT: await altered('darker by 35 %', picture) })
    await all(comparePhotos)
    const [found] = await checks(here.id, 'SAME_PHOTO_CONTENT')
    expect(found).toMatchObject({ result: 'DOUBT', filingIds: [] })
    expect(found?.text).toContain('均由同一账号提交；1 件不在本辖区')
  })

  it('is not said of the plates of two machines that follow one another, nor twice of one file', async () => {
    const owner = await ownerSession(db())
    await file(owner, { MACHINE_PLATE: await platePhoto(11, true), BODY_FRONT: await machinePhoto(7) })
    const other = await file(owner, {
      MACHINE_PLATE: await platePhoto(11, true, true),
      BODY_FRONT: await machinePhoto(7),
    })
    await all(comparePhotos)
    expect(await checks(other.id, 'SAME_PHOTO_CONTENT')).toMatchObject([{ result: 'CLEAR', filingIds: [] }])
  })
})

describe('one picture in several slots', () => {
  it('is found as one file and as copies', async () => {
    const owner = await ownerSession(db())
    const [one, two] = [await machinePhoto(21), await machinePhoto(23)]
    const filing = await file(owner, {
      BODY_FRONT: one,
      BODY_REAR: one,
      BODY_RIGHT: two,
      BODY_FRONT_RIGHT: await altered('mirrored', two),
      MACHINE_PLATE: await platePhoto(24),
    })
    await all(comparePhotos)
    const found = await checks(filing.id, 'PHOTO_REPEATED')
    expect(found).toMatchObject([{ result: 'DOUBT' }, { result: 'DOUBT' }])
    expect(found.map(({ text }) => text).sort()).toEqual([
      '机身正面偏右 45° 照片、机身右侧照片相似，可能是同一张照片（经另存、裁剪、镜像或调光）',
      '机身正面照片、机身后面照片使用了同一张照片',
    ])
  })

  it('is no doubt where the engine’s plate bears its approval number', async () => {
    const owner = await ownerSession(db())
    const plate = await platePhoto(31)
    const filing = await file(owner, { ENGINE_PLATE: plate, ENGINE_APPROVAL: plate })
    await all(comparePhotos)
    expect(await checks(filing.id, 'PHOTO_REPEATED')).toMatchObject([{ result: 'CLEAR' }])
  })
})

describe('quality', () => {
  const plain = (background: string, width = 1200, height = 900) =>
    sharp({ create: { width, height, channels: 3, background } })
      .jpeg()
      .toBuffer()

  it('doubts a black, a blank, a blurred and a tiny photo, and tells the owner at once', async () => {
    const owner = await ownerSession(db())
    const pictures = {
      BODY_FRONT: await plain('#000000'),
      BODY_RIGHT: await plain('#8090a0'),
      BODY_REAR: await sharp(await machinePhoto(41))
        .resize(300, 200, { fit: 'fill' })
        .jpeg()
        .toBuffer(),
      MACHINE_PLATE: await sharp(await platePhoto(42))
        .blur(9)
        .jpeg()
        .toBuffer(),
    }
    const filing = await file(owner, pictures)
    expect((await checks(filing.id, 'PHOTO_QUALITY')).map(({ text }) => text)).toEqual([
      '机身后面照片像素过小，可能看不清',
      '机身正面照片过暗，可能看不清',
      '机身右侧照片几乎没有可辨认的内容',
      '机械铭牌照片模糊，可能看不清',
    ])
    expect((await upload(owner, pictures.BODY_FRONT)).hints).toEqual(['照片过暗，可能看不清'])
    expect((await upload(owner, await machinePhoto(43))).hints).toEqual([])
  })
})

describe('photos nobody has looked at', () => {
  /** As a server of the release before leaves them. */
  const forget = async (filing: { id: string }, createdAt?: Date) => {
    const photos = await db().photo.findMany({ where: { filings: { some: { filingId: filing.id } } } })
    await db().photoLook.deleteMany({ where: { sha256: { in: photos.map(({ sha256 }) => sha256) } } })
    await db().photo.updateMany({
      where: { id: { in: photos.map(({ id }) => id) } },
      data: { lookDueAt: new Date(), lookTries: 0, createdAt },
    })
    return photos
  }

  it('are not checked until the job has looked, by several servers at once', async () => {
    const owner = await ownerSession(db())
    const pictures: Pictures = { BODY_FRONT: await machinePhoto(51), BODY_REAR: await machinePhoto(53) }
    const filing = await file(owner, pictures)
    await forget(filing)
    for (const code of ['SAME_PHOTO_CONTENT', 'PHOTO_REPEATED', 'PHOTO_QUALITY'] as const)
      expect(await checks(filing.id, code)).toMatchObject([{ result: 'NOT_CHECKED' }])
    await Promise.all([all(lookAtPhotos), all(lookAtPhotos), all(lookAtPhotos)])
    expect(await checks(filing.id, 'PHOTO_QUALITY')).toMatchObject([{ result: 'CLEAR' }])
    expect(await checks(filing.id, 'SAME_PHOTO_CONTENT')).toMatchObject([{ result: 'NOT_CHECKED' }])
    await Promise.all([all(comparePhotos), all(comparePhotos)])
    expect(await checks(filing.id, 'SAME_PHOTO_CONTENT')).toMatchObject([{ result: 'CLEAR' }])
  })

  it('wait behind fresh uploads to be compared', async () => {
    const filing = await file(await ownerSession(db()), { BODY_FRONT: await machinePhoto(57) })
    const createdAt = new Date('2026-01-05T08:00:00Z')
    const [photo] = await forget(filing, createdAt)
    await all(lookAtPhotos)
    const where = { sha256: photo?.sha256 }
    expect(await db().photoLook.findUnique({ where })).toMatchObject({ compareDueAt: createdAt })
  })

  it('are recorded as unreadable after some tries, and not tried for ever', async () => {
    const owner = await ownerSession(db())
    const filing = await file(owner, { BODY_FRONT: await machinePhoto(61) })
    const [photo] = await forget(filing)
    await (await storage()).remove(photo?.storageKey ?? '')
    const row = () => db().photo.findUniqueOrThrow({ where: { id: photo?.id } })
    for (let tries = 1; tries <= 5; tries += 1) {
      await all(lookAtPhotos)
      expect((await row()).lookTries).toBe(tries)
      if (tries < 5) {
        expect((await row()).lookDueAt?.getTime()).toBeGreaterThan(Date.now() + 30_000)
        await db().photo.updateMany({ where: { id: photo?.id }, data: { lookDueAt: new Date() } })
      }
    }
    expect((await row()).lookDueAt).toBeNull()
    const texts = (
      await Promise.all(
        (['PHOTO_QUALITY', 'SAME_PHOTO_CONTENT'] as const).map((code) => checks(filing.id, code)),
      )
    ).flat()
    expect(texts).toMatchObject([{ result: 'NOT_CHECKED' }, { result: 'NOT_CHECKED' }])
    expect(texts[0]?.text).toBe('机身正面照片文件无法读取，未检查清晰度和明暗')
    await file(owner, { BODY_FRONT: await machinePhoto(61) })
    expect(await checks(filing.id, 'PHOTO_QUALITY')).toMatchObject([{ result: 'CLEAR' }])
  })

  it('go with their last photo', async () => {
    const owner = await ownerSession(db())
    const { id } = await upload(owner, await machinePhoto(71))
    const { sha256 } = await db().photo.update({
      where: { id },
      data: { createdAt: new Date(Date.now() - 30 * 86_400_000) },
    })
    expect(await db().photoLook.count({ where: { sha256 } })).toBe(1)
    await sweepPhotos()
    expect(await db().photoLook.count({ where: { sha256 } })).toBe(0)
  })
})

describe('candidates', () => {
  it('come from the index among 100,000 files', async () => {
    await db().$executeRaw`
      INSERT INTO photo_look (sha256, marks, "compareDueAt", comparison)
      SELECT lpad(to_hex(n), 64, '0'), ARRAY(SELECT (place % 5) * 16777216 + (random() * 16777215)::int
        FROM generate_series(0, 14) place WHERE n > 0), NULL, 'WHOLE' FROM generate_series(1, 100000) n`
    await asAdmin('ANALYZE photo_look')
    const keys = Array.from({ length: 800 }, (_, at) => (at % 5) * 16_777_216 + at * 20_011)
    const plan = await transact((tx) => readCandidates(tx, 'x', keys, Prisma.sql`EXPLAIN`))
    const text = JSON.stringify(plan)
    expect(text).toContain('Bitmap Index Scan on photo_look_marks_idx')
    expect(text).not.toContain('Seq Scan')
  })
})
