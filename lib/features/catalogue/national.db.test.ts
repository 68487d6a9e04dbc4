import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { catalogueRoutes } from '@/lib/features/catalogue/routes'
import { db } from '@/lib/server/database/db'
import { callRoute } from '@/testing/call-route'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import type { CatalogueEntry } from './schema'

const { checkCatalogue: POST } = catalogueRoutes

type Answer = { matched: boolean; entry: CatalogueEntry | null }

/** A stub of the national service on a real socket. */
let server: Server
let owner: OwnerSession
let requests: unknown[] = []
let answer: unknown

beforeAll(async () => {
  server = createServer((request, response) => {
    request.setEncoding('utf8').on('data', (text: string) => requests.push(JSON.parse(text)))
    request.on('end', () => response.end(JSON.stringify(answer)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  // Before the first request: the settings are read once.
  vi.stubEnv('NATIONAL_CATALOGUE_URL', `http://127.0.0.1:${address.port}/`)
  vi.stubEnv('NATIONAL_CATALOGUE_TIMEOUT_MS', '30000')
  owner = await ownerSession(db())
})
afterAll(() => new Promise((resolve) => server.close(resolve)))
beforeEach(() => {
  requests = []
})

const check = async (body: object) => (await callRoute<Answer>(POST, { body, token: owner.token })).body

const published = {
  codes: { machineEnvCode: '*88811111QH3111447*', disclosureNumber: 'CN FJ G3 00 0L81 000192 000003' },
  machine: { categoryCode: 'SUBMARINE', model: 'SD17', serial: 'S17', annualHours: 7 },
  engine: { fuelCode: 'DIESEL', emissionStage: '3' },
}

it('a miss here is asked there once; the hit stays here, for every group, once', async () => {
  answer = { matched: true, entry: published }
  const body = { group: 1, machineEnvCode: '＞8881 1111 qh3111447＜' }
  const both = await Promise.all([check(body), check(body)])
  for (const { matched, entry } of both) {
    expect(matched).toBe(true)
    expect(entry?.codes.machineEnvCode).toBe('88811111QH3111447')
    expect(entry?.machine).toEqual({ model: 'SD17', serial: 'S17' })
  }
  expect(requests[0]).toEqual({ group: 1, codes: { machineEnvCode: '88811111QH3111447' } })
  const before = requests.length
  expect((await check(body)).entry?.machine.model).toBe('SD17')
  const other = { group: 2, disclosureNumber: 'cnfjg3000l81000192000003', machineSerial: 's-17' }
  expect((await check(other)).matched).toBe(true)
  expect(requests.length).toBe(before)
  expect(await db().catalogueEntry.findMany({ select: { source: true, importId: true } })).toEqual([
    { source: 'national', importId: null },
  ])
  expect(await db().auditEvent.count({ where: { action: 'catalogue.keep' } })).toBe(1)
})

it.each([
  ['nothing', { matched: false }],
  [
    'another machine',
    { matched: true, entry: { ...published, codes: { machineEnvCode: '00000000QH0000001' } } },
  ],
  [
    'a text no form would take',
    { matched: true, entry: { ...published, machine: { model: 'x'.repeat(500) } } },
  ],
  ['another shape', { matched: true, entry: 'SD17' }],
])('%s there is a miss, and nothing of it is kept', async (_, response) => {
  answer = response
  const count = await db().catalogueEntry.count()
  expect(await check({ group: 1, machineEnvCode: '88811111QH3111999' })).toEqual({
    matched: false,
    entry: null,
  })
  expect(requests).toHaveLength(1)
  expect(await db().catalogueEntry.count()).toBe(count)
})
