import { afterAll, expect, test } from 'vitest'
import { documentRoutes } from '@/lib/features/document/routes'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { makeAccount } from '@/prisma/factories/account'
import { type MadeFiling, makeFiling } from '@/prisma/factories/filing'
import { makeStaff } from '@/prisma/factories/staff'
import { staffCookie } from '@/testing/access-actors'
import { callRoute, fetchRoute } from '@/testing/call-route'
import { readPdf } from '@/testing/read-pdf'
import { expirePrintJobs } from './commands/expire-print-jobs'
import { runPrintJob } from './commands/run-print-job'
import type { PrintJob } from './schema'

const { startPrintJob, getPrintJob, printJobFile, recordCopy } = documentRoutes

afterAll(stopWorkers)

type Headers = Record<string, string>

async function fleet(count: number): Promise<MadeFiling[]> {
  const owner = await makeAccount(db(), { type: 'UNIT' })
  const made: MadeFiling[] = []
  for (let n = 0; n < count; n++) made.push(await makeFiling(db(), 'APPROVED', { ownerId: owner.id }))
  return made
}

const start = (headers: Headers, filings: MadeFiling[], more = {}) =>
  callRoute<PrintJob>(startPrintJob, {
    headers,
    body: { filingIds: filings.map(({ id }) => id), ...more },
  })
const read = async (headers: Headers, id: string) =>
  (await callRoute<PrintJob>(getPrintJob, { headers, params: { id } })).body
const copies = (filings: MadeFiling[]) =>
  db().printCopy.count({ where: { machineId: { in: filings.map(({ machineId }) => machineId ?? '') } } })

test('all papers of a fleet in one PDF, by paper and then by machine; counted as printed once it is opened', async () => {
  const staff = await makeStaff(db(), 'COUNTER', '110101')
  const headers = await staffCookie(staff)
  const filings = await fleet(3)
  const { status, body } = await start(headers, filings)
  expect([status, body]).toMatchObject([201, { status: 'WAITING', machines: 3, done: 0, total: 12 }])
  expect(await copies(filings)).toBe(0)
  expect((await fetchRoute(printJobFile, { headers, params: { id: body.id } })).status).toBe(409)

  await runPrintJob(body.id)
  const done = await read(headers, body.id)
  expect(done.opened).toBe(false)
  expect(await copies(filings)).toBe(0)
  expect(done).toMatchObject({ status: 'DONE', done: 12, failure: null })
  expect(done.parts.map(({ document }) => document)).toEqual([
    'collection-form',
    'collection-card',
    'marking-guide',
    'number-strip',
  ])
  const response = await fetchRoute(printJobFile, { headers, params: { id: body.id } })
  expect(response.headers.get('content-type')).toBe('application/pdf')
  const pages = await readPdf(new Uint8Array(await response.arrayBuffer()))
  expect(done.parts.at(-1)?.to).toBe(pages.length)
  for (const [index, filing] of filings.entries()) {
    // A card has two pages, a strip one.
    const card = (done.parts[1]?.from ?? 0) - 1 + 2 * index
    const strip = (done.parts[3]?.from ?? 0) - 1 + index
    for (const page of [card, strip]) expect(pages[page]?.all).toContain(filing.registrationNumber)
  }
  expect(pages[(done.parts[1]?.from ?? 0) - 1]).toMatchObject({ width: expect.closeTo(88 * 2.834_646, 0) })
  expect(await copies(filings)).toBe(12)
  const events = await db().auditEvent.count({
    where: { action: 'document.print', subjectId: { in: filings.map(({ machineId }) => machineId ?? '') } },
  })
  expect(events).toBe(12)
  expect((await read(headers, body.id)).opened).toBe(true)
  // Opened again, and once more by a second worker: nothing is counted or made again.
  await fetchRoute(printJobFile, { headers, params: { id: body.id } })
  await runPrintJob(body.id)
  expect(await copies(filings)).toBe(12)

  const colleague = await staffCookie(await makeStaff(db(), 'COUNTER', '110101'))
  expect((await callRoute(getPrintJob, { headers: colleague, params: { id: body.id } })).status).toBe(404)
  expect((await fetchRoute(printJobFile, { headers: colleague, params: { id: body.id } })).status).toBe(404)
  expect(await expirePrintJobs(new Date(Date.now() + 25 * 3_600_000))).toBe(1)
  expect((await fetchRoute(printJobFile, { headers, params: { id: body.id } })).status).toBe(404)
})

test('copies printed meanwhile keep their numbers', async () => {
  const headers = await staffCookie(await makeStaff(db(), 'COUNTER', '110101'))
  const filings = await fleet(1)
  const params = { id: filings[0]?.id ?? '', document: 'collection-card' }
  await callRoute(recordCopy, { headers, params })
  const { body } = await start(headers, filings, { documents: ['collection-card'] })
  await runPrintJob(body.id)
  await callRoute(recordCopy, { headers, params })
  const open = () => fetchRoute(printJobFile, { headers, params: { id: body.id } })
  // Opened twice at once: made again with the next number, recorded once.
  const answers = await Promise.all([open(), open()])
  for (const answer of answers) {
    expect(answer.status).toBe(200)
    const pages = await readPdf(new Uint8Array(await answer.arrayBuffer()))
    expect(pages[1]?.all).toContain('第3份')
  }
  const numbers = await db().printCopy.findMany({
    where: { machineId: filings[0]?.machineId ?? '' },
    orderBy: { copyNumber: 'asc' },
  })
  expect(numbers.map(({ copyNumber }) => copyNumber)).toEqual([1, 2, 3])
})

test('of a registration that is no longer valid nothing is printed: no job, no file, no paper', async () => {
  const headers = await staffCookie(await makeStaff(db(), 'COUNTER', '110101'))
  const filings = await fleet(2)
  const [first] = filings
  const { body } = await start(headers, filings)
  await runPrintJob(body.id)
  const end = (status: 'ACTIVE' | 'REVOKED') =>
    db().machine.update({ where: { id: first?.machineId ?? '' }, data: { status } })
  await end('REVOKED')
  const answer = await fetchRoute(printJobFile, { headers, params: { id: body.id } })
  expect([answer.status, (await answer.json()).detail]).toEqual([409, expect.stringContaining('1 台的登记')])
  expect((await start(headers, filings)).status).toBe(422)
  const paper = { id: first?.id ?? '', document: 'collection-card' }
  expect((await callRoute(recordCopy, { headers, params: paper })).status).toBe(409)
  const pdf = { ...paper, document: 'collection-card.pdf' }
  expect((await fetchRoute(documentRoutes.printDocument, { headers, params: pdf })).status).toBe(409)
  expect(await copies(filings)).toBe(0)
  await end('ACTIVE')
  expect((await fetchRoute(printJobFile, { headers, params: { id: body.id } })).status).toBe(200)
  expect(await copies(filings)).toBe(8)
})

test('one outside the area or without a number: no job; an officer disabled meanwhile: failed, nothing counted', async () => {
  const staff = await makeStaff(db(), 'COUNTER', '110101')
  const headers = await staffCookie(staff)
  const filings = await fleet(2)
  const abroad = await makeFiling(db(), 'APPROVED', { districtCode: '110108' })
  const pending = await makeFiling(db(), 'SUBMITTED')
  expect((await start(headers, [...filings, abroad])).status).toBe(422)
  expect((await start(headers, [...filings, pending])).status).toBe(422)
  const { body } = await start(headers, filings)
  await db().staff.update({ where: { id: staff.id }, data: { disabledAt: new Date() } })
  await runPrintJob(body.id)
  const row = await db().printJob.findUniqueOrThrow({ where: { id: body.id } })
  expect(row).toMatchObject({ status: 'FAILED', storageKey: null })
  expect(row.failure).toContain('没有打印')
  expect(await copies(filings)).toBe(0)
})
