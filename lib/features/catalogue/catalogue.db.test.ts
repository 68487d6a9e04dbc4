import { beforeAll, describe, expect, it } from 'vitest'
import { catalogueRoutes } from '@/lib/features/catalogue/routes'
import { db } from '@/lib/server/database/db'
import { makeContent } from '@/prisma/factories/content'
import { catalogueRows } from '@/prisma/seed/demo-world/catalogue'
import { callRoute } from '@/testing/call-route'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import { matchesCatalogue } from './queries/checks'
import { type CatalogueEntry, catalogueEntry } from './schema'

const { checkCatalogue: POST } = catalogueRoutes

type Answer = { matched: boolean; entry: CatalogueEntry | null; errors?: { path: string }[] }

let owner: OwnerSession
const check = (body: object) => callRoute<Answer>(POST, { body, token: owner.token })

beforeAll(async () => {
  owner = await ownerSession(db())
  await db().catalogueEntry.createMany({
    data: catalogueRows(new Date(), [
      {
        key: 'sd22',
        machineEnvCode: '88800001QH0000001',
        serial: 'SD22ONE',
        pin: 'PINONE',
        engineSerial: 'EONE',
      },
    ]),
  })
})

describe('POST /api/v1/catalogue/checks', () => {
  it.each([
    { group: 1, machineEnvCode: '*88811111qh3111446*' },
    { group: 2, disclosureNumber: 'CNFJG3000L81000192000002', machineSerial: 'sd16aa111446' },
    { group: 3, engineApprovalNumber: 'CN FC G3 0430 03 0192', engineSerial: '1419D012345' },
    { group: 4, pin: 'CSTSD16AHKA111446', engineModel: 'ＷＤ10G178E25' },
  ])('finds the manual’s machine by group $group and prefills the form', async (body) => {
    const { status, body: answer } = await check(body)
    expect(status).toBe(200)
    expect(answer.matched).toBe(true)
    expect(answer.entry?.codes.machineEnvCode).toBe('88811111QH3111446')
    expect(answer.entry?.machine).toMatchObject({
      categoryCode: 'BULLDOZER',
      model: 'SD16',
      ratedPowerKw: 131,
    })
    expect(answer.entry?.engine).toMatchObject({ fuelCode: 'DIESEL', emissionStage: '3' })
  })

  it('answers a miss plainly', async () => {
    const misses = [
      { group: 1, machineEnvCode: '00000000QH0000000' },
      { group: 2, disclosureNumber: 'CN FJ G3 00 0L81 000192 000002', machineSerial: 'ANOTHER' },
    ]
    for (const body of misses) expect((await check(body)).body).toEqual({ matched: false, entry: null })
  })

  it('knows a model whatever the machine’s serial, and the machine itself where it is listed', async () => {
    const rows = await db().catalogueEntry.findMany({ where: { machineSerial: 'SD22ONE' } })
    const disclosureNumber = rows[0]?.disclosureNumber
    const other = await check({ group: 2, disclosureNumber, machineSerial: 'ANY' })
    expect(other.body.entry?.machine).toMatchObject({ model: 'SD22' })
    expect(other.body.entry?.machine.serial ?? null).toBeNull()
    const one = await check({ group: 2, disclosureNumber, machineSerial: 'sd22-one' })
    expect(one.body.entry?.machine.serial).toBe('SD22ONE')
  })

  it('names missing and malformed codes by path', async () => {
    const missing = await check({ group: 2, machineSerial: 'S' })
    expect(missing.status).toBe(422)
    expect(missing.body.errors).toMatchObject([{ path: 'disclosureNumber', code: 'REQUIRED' }])
    const malformed = await check({ group: 1, machineEnvCode: '123' })
    expect(malformed.body.errors).toMatchObject([{ path: 'machineEnvCode', code: 'MALFORMED' }])
    expect(await check({ group: 5 })).toMatchObject({ status: 422, body: { errors: [{ path: 'group' }] } })
    expect((await callRoute(POST, { body: { group: 1 } })).status).toBe(401)
  })
})

describe('matchesCatalogue', () => {
  it('tells the officer which groups agree and what differs', async () => {
    const content = makeContent('110101', {
      codes: { machineEnvCode: '88811111QH3111446', disclosureNumber: 'CN FJ G3 00 0L81 000192 000002' },
      machine: { serial: 'SD16AA111446', ratedPowerKw: 118 },
      engine: { manufacturedOn: '2019-03-06' },
    })
    const matches = await matchesCatalogue(db(), catalogueEntry.parse(content))
    expect(matches.map(({ group }) => group)).toEqual([1, 2])
    const paths = matches[0]?.differences.map(({ path }) => path)
    expect(paths).toContain('machine.ratedPowerKw')
    expect(paths).not.toContain('machine.model')
  })

  it('says nothing of a filing without codes', async () => {
    const content = makeContent('110101')
    expect(await matchesCatalogue(db(), catalogueEntry.parse({ ...content, codes: {} }))).toEqual([])
  })
})
