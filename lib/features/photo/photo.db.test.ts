import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { photoRoutes } from '@/lib/features/photo/routes'
import { db } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import type { Route } from '@/lib/server/http/define-route'
import { sha256 } from '@/lib/server/secrets/secrets'
import { makeAccount } from '@/prisma/factories/account'
import { makeChange } from '@/prisma/factories/change'
import { makeFiling } from '@/prisma/factories/filing'
import { makePhoto } from '@/prisma/factories/photo'
import { callRoute, fetchRoute } from '@/testing/call-route'
import { ownerSession } from '@/testing/owner-session'
import { staffSession } from '@/testing/staff-session'
import { sweepPhotos } from './jobs'
import type { PhotoDto } from './schema'

const { staffPhoto, staffThumbnail, ownerPhoto, ownerThumbnail, uploadPhoto: POST } = photoRoutes

const DAY = 86_400_000
const jpeg = (width = 400, height = 300) =>
  sharp({ create: { width, height, channels: 3, background: '#5b7a99' } })
    .jpeg()
    .toBuffer()

// Name and type are wrong on purpose: only the content counts.
const upload = (content: Buffer, token?: string, headers: Record<string, string> = {}) =>
  callRoute<PhotoDto & { code?: string }>(POST, {
    token,
    headers,
    file: { content, name: '../../etc/passwd.html', type: 'text/html' },
  })

const fetchPhoto = (route: Route, id: string, headers: Record<string, string>) =>
  fetchRoute(route, { params: { id }, headers })

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

describe('POST /api/v1/photos', () => {
  it('stores a photo and returns its URLs', async () => {
    const owner = await ownerSession(db())
    const bytes = await jpeg()
    const { status, body } = await upload(bytes, owner.token)
    expect(status).toBe(201)
    expect(body).toMatchObject({ width: 400, height: 300, url: `/api/v1/photos/${body.id}` })
    expect(body.thumbnailUrl).toBe(`/api/v1/photos/${body.id}/thumbnail`)
    const row = await db().photo.findUniqueOrThrow({ where: { id: body.id } })
    expect(row).toMatchObject({ accountId: owner.id, sha256: sha256(bytes), bytes: body.bytes })
    expect((await (await storage()).get(row.storageKey)).length).toBe(body.bytes)
    expect(await db().auditEvent.count({ where: { action: 'photo.add', subjectId: body.id } })).toBe(1)
  })

  it('answers a repeated upload like the first, although the multipart boundary differs', async () => {
    const { token, id } = await ownerSession(db())
    const bytes = await jpeg()
    const key = { 'idempotency-key': 'one-photo' }
    const first = await upload(bytes, token, key)
    const second = await upload(bytes, token, key)
    expect(second.status).toBe(201)
    expect(second.body).toEqual(first.body)
    expect(await db().photo.count({ where: { accountId: id } })).toBe(1)
    expect(await upload(await jpeg(9, 9), token, key)).toMatchObject({ status: 409 })
  })

  it('refuses files that are not pictures, files that are too large, and anonymous requests', async () => {
    const { token } = await ownerSession(db())
    expect(await upload(Buffer.from('no picture'), token)).toMatchObject({
      status: 415,
      body: { code: 'UNSUPPORTED_MEDIA' },
    })
    const large = Buffer.concat([await jpeg(), Buffer.alloc(10 * 1024 * 1024)])
    expect(await upload(large, token)).toMatchObject({ status: 413, body: { code: 'PAYLOAD_TOO_LARGE' } })
    expect(await upload(await jpeg())).toMatchObject({ status: 401 })
  })
})

describe('GET photos', () => {
  it('serves the picture and its thumbnail to its uploader, stored by no browser and no cache', async () => {
    const { token } = await ownerSession(db())
    const { body } = await upload(await jpeg(1000, 700), token)
    const whole = await fetchPhoto(ownerPhoto, body.id, bearer(token))
    expect(whole.status).toBe(200)
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    const bytes = Buffer.from(await whole.arrayBuffer())
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1000, height: 700 })
    const small = await fetchPhoto(ownerThumbnail, body.id, bearer(token))
    expect(await sharp(Buffer.from(await small.arrayBuffer())).metadata()).toMatchObject({ width: 320 })
  })

  it('shows a filing’s photos to its agent and its owner, and to no other owner', async () => {
    const agent = await ownerSession(db())
    const owner = await ownerSession(db())
    const stranger = await ownerSession(db())
    const photo = await makePhoto(db(), agent.id, { stored: true })
    const filing = await makeFiling(db(), 'SUBMITTED', { filerId: agent.id, ownerId: owner.id, slots: [] })
    await db().filingPhoto.create({ data: { filingId: filing.id, slot: 'OTHER_1', photoId: photo.id } })
    const statuses = await Promise.all(
      [agent, owner, stranger].map(
        async ({ token }) => (await fetchPhoto(ownerPhoto, photo.id, bearer(token))).status,
      ),
    )
    expect(statuses).toEqual([200, 200, 404])
  })

  it('shows officers what was submitted in their area, now or earlier, and nothing else', async () => {
    const { id: accountId } = await makeAccount(db())
    const [draft, submitted, replaced, prepared] = await Promise.all(
      [1, 2, 3, 4].map(() => makePhoto(db(), accountId, { stored: true })),
    )
    if (!draft || !submitted || !replaced || !prepared) throw new Error('four photos')
    const storyWith = (photoId: string) => ({ photos: [{ slot: 'BODY_FRONT' as const, photoId }] })
    await makeFiling(db(), 'DRAFT', { filerId: accountId, story: storyWith(draft.id) })
    await makeFiling(db(), 'SUBMITTED', { filerId: accountId, story: storyWith(submitted.id) })
    const returned = await makeFiling(db(), 'RETURNED', { filerId: accountId, story: storyWith(replaced.id) })
    await db().filingPhoto.updateMany({ where: { filingId: returned.id }, data: { photoId: prepared.id } })

    const here = await staffSession(db(), 'REVIEWER', '110101')
    const above = await staffSession(db(), 'SUPERVISOR', '110000')
    const nation = await staffSession(db(), 'SUPERVISOR', '000000')
    const elsewhere = await staffSession(db(), 'REVIEWER', '130202')
    const seenBy = async ({ headers }: typeof here) =>
      Promise.all(
        [draft, submitted, replaced, prepared].map(
          async ({ id }) => (await fetchPhoto(staffThumbnail, id, headers)).status,
        ),
      )
    expect(await seenBy(here)).toEqual([404, 200, 200, 404])
    expect(await seenBy(above)).toEqual([404, 200, 200, 404])
    expect(await seenBy(nation)).toEqual([404, 200, 200, 404])
    expect(await seenBy(elsewhere)).toEqual([404, 404, 404, 404])
    const counter = await staffSession(db(), 'COUNTER', '110101')
    const administrator = await staffSession(db(), 'ADMINISTRATOR', '110000')
    expect((await fetchPhoto(staffPhoto, submitted.id, counter.headers)).status).toBe(200)
    expect((await fetchPhoto(staffPhoto, submitted.id, administrator.headers)).status).toBe(403)
    expect((await fetchPhoto(staffPhoto, submitted.id, {})).status).toBe(401)
  })
})

describe('sweepPhotos', () => {
  it('keeps the photos of changes, regardless of age', async () => {
    const { photoIds } = await makeChange(db())
    const createdAt = new Date(Date.now() - 30 * DAY)
    await db().photo.updateMany({ where: { id: { in: photoIds } }, data: { createdAt } })
    expect(await sweepPhotos()).toBe(0)
    expect(await db().photo.count({ where: { id: { in: photoIds } } })).toBe(photoIds.length)
  })

  it('removes week-old photos of no filing, rows and files, and only those', async () => {
    const { id } = await makeAccount(db())
    const old = new Date(Date.now() - 8 * DAY)
    const unused = await makePhoto(db(), id, { createdAt: old, stored: true })
    const young = await makePhoto(db(), id, { stored: true })
    const used = await makePhoto(db(), id, { createdAt: old, stored: true })
    const usedInRevision = await makePhoto(db(), id, { createdAt: old, stored: true })
    await makeFiling(db(), 'DRAFT', {
      filerId: id,
      story: { photos: [{ slot: 'BODY_REAR', photoId: used.id }] },
    })
    const corrected = await makeFiling(db(), 'RETURNED', {
      filerId: id,
      story: { photos: [{ slot: 'BODY_REAR', photoId: usedInRevision.id }] },
    })
    await db().filingPhoto.deleteMany({ where: { filingId: corrected.id } })

    expect(await sweepPhotos()).toBe(1)
    expect(await sweepPhotos()).toBe(0)
    const left = await db().photo.findMany({
      where: { id: { in: [unused.id, young.id, used.id, usedInRevision.id] } },
    })
    expect(left.map((photo) => photo.id).sort()).toEqual([young.id, used.id, usedInRevision.id].sort())
    const files = await storage()
    await expect(files.get(unused.storageKey)).rejects.toThrow()
    await expect(files.get(unused.thumbnailKey)).rejects.toThrow()
    expect((await files.get(usedInRevision.storageKey)).length).toBeGreaterThan(0)
    expect(await db().auditEvent.count({ where: { action: 'photo.sweep', actorKind: 'SYSTEM' } })).toBe(1)
  })
})
