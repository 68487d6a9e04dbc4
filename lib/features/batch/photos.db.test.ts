import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import { bytesSource } from '@/lib/server/sheet/source'
import { ZipReader } from '@/lib/server/sheet/zip/read-zip'
import { ZipWriter } from '@/lib/server/sheet/zip/write-zip'
import { filledTable, typedMachine } from '@/testing/batch-table'
import { callRoute, fetchRoute } from '@/testing/call-route'
import { ownerSession } from '@/testing/owner-session'
import { draftRows } from './commands/draft-rows'
import { placePhotos } from './commands/place-photos'
import { submitRows } from './commands/submit-rows'
import { batchRoutes } from './routes'
import type { BatchArchive, BatchDto, BatchPhoto, BatchRow } from './schema'

let token: string
let accountId: string
let batchId: string
const BODY = ['正面', '正面偏右45', '右侧', '后面']

let tint = 0
/** No two are the same file. */
function picture(): Promise<Buffer> {
  tint += 1
  const background = { r: tint % 256, g: 90, b: 120 }
  return sharp({ create: { width: 400, height: 300, channels: 3, background } })
    .jpeg()
    .toBuffer()
}

async function zipOf(files: Record<string, Buffer>): Promise<Buffer> {
  const zip = new ZipWriter()
  const pieces: Buffer[] = []
  for (const [name, bytes] of Object.entries(files))
    for await (const piece of zip.entry(name, [bytes])) pieces.push(piece)
  return Buffer.concat([...pieces, zip.end()])
}

const params = () => ({ id: batchId })
const send = (content: Buffer, name = '照片.zip') =>
  callRoute<BatchArchive & { detail?: string }>(batchRoutes.addArchive, {
    token,
    params: params(),
    file: { content, name },
  })

async function placed(files: Record<string, Buffer>): Promise<BatchArchive> {
  const { status, body } = await send(await zipOf(files))
  expect(status).toBe(201)
  await placePhotos(body.id)
  const { data } = (
    await callRoute<{ data: BatchArchive[] }>(batchRoutes.batchArchives, { token, params: params() })
  ).body
  expect(data[0]?.id).toBe(body.id)
  return data[0] ?? body
}
const left = async () =>
  (await callRoute<{ data: BatchPhoto[] }>(batchRoutes.batchPhotos, { token, params: params() })).body.data
const rows = async () =>
  (await callRoute<{ data: BatchRow[] }>(batchRoutes.batchRows, { token, params: params() })).body.data
const batch = async () => (await callRoute<BatchDto>(batchRoutes.getBatch, { token, params: params() })).body
const submit = (body: object) =>
  callRoute<BatchDto & { detail?: string }>(batchRoutes.submitBatch, { token, params: params(), body })
const slotsOf = async (line: number) => {
  const row = await db().filingBatchRow.findUnique({
    where: { batchId_line: { batchId, line } },
    include: { filing: { include: { photos: true } } },
  })
  return row?.filing?.photos.map(({ slot }) => slot).sort() ?? []
}

beforeAll(async () => {
  const owner = await ownerSession(db(), { type: 'UNIT' })
  token = owner.token
  accountId = owner.id
  const typed = [0, 1, 2, 3].map((n) => typedMachine(n, 'PH'))
  // The serial of another maker's machine, as makers count for themselves.
  const other = { ...typedMachine(8, 'PH'), 机械出厂编号: typed[3]?.机械出厂编号 ?? '', 机械生产厂: '徐工' }
  const file = { content: await filledTable([...typed, other]), name: '车队.xlsx' }
  batchId = (await callRoute<BatchDto>(batchRoutes.checkBatch, { token, file })).body.id
  expect((await send(await zipOf({ 'a.jpg': await picture() }))).status).toBe(409)
  await callRoute(batchRoutes.draftBatch, { token, params: params() })
  await draftRows(batchId)
})

describe('an archive of photos', () => {
  it('puts each photo where its name says for certain, and lists the others by name', async () => {
    const files: Record<string, Buffer> = {}
    for (const kind of BODY) files[`PHSE215-00000-${kind}.jpg`] = await picture()
    for (const kind of BODY) files[`车队/PHSE21500001/${kind}.jpg`] = await picture()
    files['第3行_铭牌.jpg'] = await picture()
    files['PHSE215-00001 机械铭牌照片.jpg'] = await picture()
    files['PHSE215-00002-正面.jpg'] = await picture()
    files['PHSE215-00002/机身正面.jpg'] = await picture()
    files['PHSE215-00003-正面.jpg'] = await picture()
    files['NIEMAND-正面.jpg'] = await picture()
    files['IMG_2034.jpg'] = await picture()
    files['第5行-右侧.jpg'] = Buffer.from('no picture')
    files['__MACOSX/._x.jpg'] = Buffer.from('junk')
    files['../../x.jpg'] = await picture()
    const archive = await placed(files)
    expect(archive).toMatchObject({ status: 'DONE', files: 17, done: 17, attached: 10, failure: null })
    expect(await slotsOf(3)).toEqual([
      'BODY_FRONT',
      'BODY_FRONT_RIGHT',
      'BODY_REAR',
      'BODY_RIGHT',
      'MACHINE_PLATE',
    ])
    expect(await slotsOf(4)).toHaveLength(5)
    expect(await slotsOf(5)).toEqual([])
    expect((await left()).map(({ name, outcome }) => [name, outcome])).toEqual([
      ['PHSE215-00002-正面.jpg', 'DOUBLED'],
      ['PHSE215-00002/机身正面.jpg', 'DOUBLED'],
      ['PHSE215-00003-正面.jpg', 'AMBIGUOUS'],
      ['NIEMAND-正面.jpg', 'UNMATCHED'],
      ['IMG_2034.jpg', 'UNMATCHED'],
      ['第5行-右侧.jpg', 'REFUSED'],
      ['../../x.jpg', 'UNMATCHED'],
    ])
    const added = { action: 'photo.add', actorId: accountId }
    expect(await db().auditEvent.count({ where: added })).toBe(10)
  })

  it('is deleted once looked through, and a second run changes nothing', async () => {
    const { storageKey, id } = await db().filingBatchArchive.findFirstOrThrow({ where: { batchId } })
    expect(storageKey).toBeNull()
    const before = await db().photo.count({ where: { accountId } })
    await placePhotos(id)
    expect(await db().photo.count({ where: { accountId } })).toBe(before)
  })

  it('goes on after a crash with the next file', async () => {
    const files: Record<string, Buffer> = {}
    for (const kind of BODY) files[`第6行-${kind}.jpg`] = await picture()
    const { body } = await send(await zipOf(files))
    // As after a kill: two are noted, of which the second was refused.
    const noted = { archiveId: body.id, outcome: 'REFUSED' as const, name: 'x', message: 'x' }
    await db().filingBatchPhoto.createMany({ data: [0, 1].map((position) => ({ ...noted, position })) })
    await placePhotos(body.id)
    expect(await slotsOf(6)).toEqual(['BODY_REAR', 'BODY_RIGHT'])
  })

  it('replaces no photo that is there', async () => {
    const archive = await placed({ '第3行-正面.jpg': await picture() })
    expect(archive).toMatchObject({ attached: 0 })
    expect((await left())[0]).toMatchObject({ outcome: 'TAKEN', line: 3 })
  })

  it('that is broken is said to be, and its file does not stay', async () => {
    const whole = await zipOf({ '第6行-正面.jpg': await picture() })
    const { body } = await send(whole.subarray(0, whole.length - 30))
    const { storageKey } = await db().filingBatchArchive.findUniqueOrThrow({ where: { id: body.id } })
    await placePhotos(body.id)
    const after = await db().filingBatchArchive.findUniqueOrThrow({ where: { id: body.id } })
    expect(after).toMatchObject({ status: 'FAILED', failure: expect.stringContaining('重新压缩') })
    await expect((await storage()).get(storageKey ?? '')).rejects.toThrow()
    expect((await send(Buffer.from('no zip'))).status).toBe(415)
  })
})

describe('what is still missing', () => {
  it('is a file: of each draft what it lacks, and the photos that were put nowhere', async () => {
    const answer = await fetchRoute(batchRoutes.batchMissing, { token, params: params() })
    expect(answer.status).toBe(200)
    expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toContain(
      '车队-还缺的资料.xlsx',
    )
    const zip = await ZipReader.open(bytesSource(Buffer.from(await answer.arrayBuffer())), 1e9)
    const pieces: Buffer[] = []
    for (const name of zip.titles) for await (const piece of zip.bytesOf(name)) pieces.push(piece)
    const text = Buffer.concat(pieces).toString()
    for (const part of ['第5行-照片种类.jpg', '机械铭牌照片', 'NIEMAND-正面.jpg', '没有认出'])
      expect(text).toContain(part)
    expect(text).not.toContain('第3行-照片种类.jpg')
    const { token: stranger } = await ownerSession(db())
    expect((await fetchRoute(batchRoutes.batchMissing, { token: stranger, params: params() })).status).toBe(
      404,
    )
  })
})

describe('submitting together', () => {
  it('submits the complete drafts once, each as by itself, and says why one was not', async () => {
    expect((await rows()).map(({ state }) => state)).toEqual([
      'READY',
      'READY',
      'MISSING',
      'MISSING',
      'MISSING',
    ])
    const { body } = await callRoute<{ drafts: number; complete: number }>(batchRoutes.batchRows, {
      token,
      params: params(),
    })
    expect(body).toMatchObject({ drafts: 5, complete: 2 })
    // What was confirmed is not what there is.
    expect((await submit({ count: 2, except: [3] })).body.detail).toContain('1 份')
    expect((await submit({ count: 3 })).body.detail).toContain('2 份')
    expect((await submit({ count: 2 })).body).toMatchObject({ status: 'SUBMITTING', asked: 2 })
    expect((await submit({ count: 2 })).status).toBe(409)
    // A photo of the second is removed before its turn.
    const second = await db().filingBatchRow.findUniqueOrThrow({
      where: { batchId_line: { batchId, line: 4 } },
    })
    await db().filingPhoto.deleteMany({ where: { filingId: second.filingId ?? '', slot: 'BODY_REAR' } })
    await Promise.all([submitRows(batchId), submitRows(batchId)])
    expect(await batch()).toMatchObject({ status: 'DRAFTED', asked: 0, submitted: 1, submitRefused: 1 })
    const [first, refused] = await rows()
    expect(first).toMatchObject({ state: 'SUBMITTED', filingStatus: 'SUBMITTED' })
    expect(first?.filingNumber).toMatch(/^\S{8,10}$/)
    expect(refused).toMatchObject({ state: 'MISSING', refusal: '请上传机身后面照片' })
    await submitRows(batchId)
    const submitted = { action: 'filing.submit', actorId: accountId }
    expect(await db().auditEvent.count({ where: submitted })).toBe(1)
    expect(await db().filingRevision.count({ where: { filing: { filerId: accountId } } })).toBe(1)
  })

  it('takes the one that was refused again once it is complete', async () => {
    await placed({ '第4行-后面.jpg': await picture() })
    expect((await submit({ count: 1, lines: [4] })).status).toBe(200)
    await submitRows(batchId)
    expect(await batch()).toMatchObject({ submitted: 2, submitRefused: 0 })
    // What is submitted is no draft any more.
    const remove = (count: number) =>
      callRoute<{ detail?: string }>(batchRoutes.deleteDrafts, { token, params: params(), body: { count } })
    expect((await remove(5)).body.detail).toContain('3 份')
    expect((await remove(3)).status).toBe(200)
    expect(await db().filing.count({ where: { filerId: accountId } })).toBe(2)
  })
})
