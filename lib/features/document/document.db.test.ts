import { expect, test } from 'vitest'
import { documentRoutes } from '@/lib/features/document/routes'
import { db } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { makeStaff } from '@/prisma/factories/staff'
import { staffCookie } from '@/testing/access-actors'
import { callRoute, fetchRoute } from '@/testing/call-route'
import { readPdf } from '@/testing/read-pdf'
import type { DocumentName, DocumentState } from './schema'

const { recordCopy, printDocument: print, listDocuments: list } = documentRoutes

const CODE = '88811111QH3111446'

async function approved() {
  const owner = await makeAccount(db(), { name: '张三丰' })
  const filing = await makeFiling(db(), 'APPROVED', {
    ownerId: owner.id,
    content: { codes: { machineEnvCode: CODE } },
  })
  return { owner, filing }
}

async function counter(districtCode = '110101') {
  return staffCookie(await makeStaff(db(), 'COUNTER', districtCode))
}

/** Requests the PDF as the browser does. */
async function fetchPdf(headers: Record<string, string>, id: string, document: DocumentName) {
  const file = `${document}.pdf`
  const response = await fetchRoute(print, { params: { id, document: file }, headers })
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) }
}

test('the form tells number, owner and code, and is the first recorded copy', async () => {
  const headers = await counter()
  const { owner, filing } = await approved()
  const { response, bytes } = await fetchPdf(headers, filing.id, 'collection-form')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/pdf')
  const name = encodeURIComponent(`信息采集表-${filing.registrationNumber}.pdf`)
  expect(response.headers.get('content-disposition')).toBe(
    `inline; filename="${filing.registrationNumber}.pdf"; filename*=UTF-8''${name}`,
  )
  const text = (await readPdf(bytes)).map(({ all }) => all).join('')
  for (const part of [filing.registrationNumber ?? '', '张三丰', CODE, '推土机', '第1份'])
    expect(text).toContain(part)
  expect(text).not.toContain(owner.idNumber)
  expect(text).not.toContain(owner.phone)

  const [copy] = await db().printCopy.findMany({ where: { machineId: filing.machineId ?? '' } })
  expect(copy).toMatchObject({ kind: 'COLLECTION_FORM', copyNumber: 1 })
  const event = await db().auditEvent.findFirstOrThrow({
    where: { action: 'document.print', subjectId: filing.machineId ?? '' },
  })
  expect(event.details).toMatchObject({ document: 'collection-form', copyNumber: 1 })
})

test('copies of one paper made at once are numbered without gap or double', async () => {
  const { filing } = await approved()
  const counters = await Promise.all([1, 2, 3, 4, 5].map(() => counter()))
  const answers = await Promise.all(
    counters.map((headers) => fetchPdf(headers, filing.id, 'collection-card')),
  )
  const numbers: number[] = []
  for (const { bytes } of answers) {
    const back = (await readPdf(bytes))[1]?.all ?? ''
    numbers.push(Number(/第(\d+)份/.exec(back)?.[1]))
  }
  expect(numbers.toSorted()).toEqual([1, 2, 3, 4, 5])
  const rows = await db().printCopy.findMany({
    where: { machineId: filing.machineId ?? '', kind: 'COLLECTION_CARD' },
    orderBy: { copyNumber: 'asc' },
  })
  expect(rows.map((row) => row.copyNumber)).toEqual([1, 2, 3, 4, 5])
})

test('a copy that the browser prints counts with the others', async () => {
  const headers = await counter()
  const { filing } = await approved()
  await fetchPdf(headers, filing.id, 'marking-guide')
  const params = { id: filing.id, document: 'marking-guide' }
  const { status, body } = await callRoute(recordCopy, { headers, params })
  expect([status, body]).toEqual([200, { document: 'marking-guide', copyNumber: 2 }])
})

test('photos stand on the form; one whose file is lost leaves its place', async () => {
  const headers = await counter()
  const { filing } = await approved()
  const [first] = await db().photo.findMany({ where: { id: { in: filing.photoIds.slice(0, 1) } } })
  const files = await storage()
  const { default: sharp } = await import('sharp')
  const jpeg = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#775533' } })
    .jpeg()
    .toBuffer()
  await files.put(first?.thumbnailKey ?? '', jpeg, 'image/jpeg')
  const { response, bytes } = await fetchPdf(headers, filing.id, 'collection-form')
  expect(response.status).toBe(200)
  expect(Buffer.from(bytes).includes('/DCTDecode')).toBe(true)
  const text = (await readPdf(bytes)).map(({ all }) => all).join('')
  expect(text.match(/照片文件缺失/g)).toHaveLength(filing.photoIds.length - 1)
})

test('no paper before there is a number, none outside the area, none of another name', async () => {
  const headers = await counter()
  const pending = await makeFiling(db(), 'SUBMITTED')
  expect((await fetchPdf(headers, pending.id, 'collection-form')).response.status).toBe(409)
  const { filing } = await approved()
  const abroad = await fetchPdf(await counter('110108'), filing.id, 'collection-form')
  expect(abroad.response.status).toBe(404)
  const params = { id: filing.id, document: 'diploma.pdf' }
  expect((await fetchRoute(print, { params, headers })).status).toBe(404)
  expect(await db().printCopy.count({ where: { machineId: filing.machineId ?? '' } })).toBe(0)
})

const PRIVATE = '\u{e000}'
const EMOJI = '\u{1f600}'

test('rare names stand on every paper as they are; before printing it is told what cannot be shown', async () => {
  const headers = await counter()
  const owner = await makeAccount(db(), { name: `𠮷田𬭎${PRIVATE}` })
  const filing = await makeFiling(db(), 'APPROVED', {
    ownerId: owner.id,
    content: { machine: { manufacturer: `山东𪚥工${EMOJI}`, model: '葛\u{e0100}-1' } },
  })
  const listed = await callRoute<{ data: DocumentState[] }>(list, { headers, params: { id: filing.id } })
  const box = (character: string, code: string) => ({ character, code, kind: 'BOX' })
  const name = { path: null, label: '所有者姓名', characters: [box(PRIVATE, 'U+E000')] }
  expect(
    listed.body.data.map(({ document, copies, unprintable }) => [document, copies, unprintable]),
  ).toEqual([
    [
      'collection-form',
      0,
      [
        name,
        {
          path: 'machine.model',
          label: '机械型号',
          characters: [{ character: '\u{e0100}', code: 'U+E0100', kind: 'USUAL_FORM' }],
        },
        { path: 'machine.manufacturer', label: '机械生产厂', characters: [box(EMOJI, 'U+1F600')] },
      ],
    ],
    ['collection-card', 0, []],
    ['marking-guide', 0, [name]],
    ['number-strip', 0, []],
  ])
  const form = await fetchPdf(headers, filing.id, 'collection-form')
  const text = (await readPdf(form.bytes)).map(({ all }) => all).join('')
  for (const part of [owner.name, `山东𪚥工${EMOJI}`, '葛\u{e0100}-1']) expect(text).toContain(part)
  const guide = await fetchPdf(headers, filing.id, 'marking-guide')
  expect((await readPdf(guide.bytes))[0]?.all).toContain(owner.name)
})

test('what cannot be shown is asked in the area alone, and not before there is a number', async () => {
  const { filing } = await approved()
  const abroad = await callRoute(list, { headers: await counter('110108'), params: { id: filing.id } })
  expect(abroad.status).toBe(404)
  const pending = await makeFiling(db(), 'SUBMITTED')
  const early = await callRoute(list, { headers: await counter(), params: { id: pending.id } })
  expect(early.status).toBe(409)
})
