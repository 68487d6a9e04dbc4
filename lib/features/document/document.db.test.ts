import { expect, test } from 'vitest'
import { POST as recordCopy } from '@/app/api/console/filings/[id]/documents/[document]/copies/route'
import { GET as print } from '@/app/api/console/filings/[id]/documents/[document]/route'
import { db } from '@/lib/server/db'
import { storage } from '@/lib/server/storage'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { makeStaff } from '@/prisma/factories/staff'
import { staffCookie } from '@/prisma/testing/access-actors'
import { callRoute } from '@/prisma/testing/call-route'
import { readPdf } from '@/prisma/testing/read-pdf'
import type { DocumentName } from './schema'

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

/** The PDF as the browser gets it. */
async function fetchPdf(headers: Record<string, string>, id: string, document: DocumentName) {
  const file = `${document}.pdf`
  const request = new Request(`http://localhost:3000/api/console/filings/${id}/documents/${file}`, {
    headers,
  })
  const response = await print(request, { params: Promise.resolve({ id, document: file }) })
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
  const request = new Request('http://localhost:3000/x', { headers })
  const params = Promise.resolve({ id: filing.id, document: 'diploma.pdf' })
  expect((await print(request, { params })).status).toBe(404)
  expect(await db().printCopy.count({ where: { machineId: filing.machineId ?? '' } })).toBe(0)
})
