import { beforeAll, describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import type { FilingDto } from '@/lib/features/filing/schema/owner'
import { db } from '@/lib/server/database/db'
import { type MadeFiling, makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import { dossierRoutes } from './routes'
import type { MachineCard } from './schema/owner'

let owner: OwnerSession
let stranger: OwnerSession
let dozer: MadeFiling
let digger: MadeFiling

beforeAll(async () => {
  owner = await ownerSession(db())
  stranger = await ownerSession(db())
  const of = { ownerId: owner.id, filerId: owner.id }
  dozer = await makeFiling(db(), 'COLLECTED', {
    ...of,
    content: { machine: { serial: 'SD16-AA.111', name: '推土机 100%' } },
  })
  const machine = { categoryCode: 'EXCAVATOR', model: 'SE215', serial: 'X_1', name: '挖掘机' }
  digger = await makeFiling(db(), 'COLLECTED', { ...of, content: { plate: '1203', machine } })
  await makeFiling(db(), 'COLLECTED', { content: { machine } })
})

const find = async (query: Record<string, string>, token = owner.token) =>
  (await callRoute<{ data: MachineCard[] }>(dossierRoutes.listMachines, { token, query })).body.data.map(
    ({ id }) => id,
  )

describe('one’s own machines', () => {
  it('are found by number, code in any spelling, plate, name and model, and by nothing of others', async () => {
    const [one, two] = [dozer.machineId, digger.machineId]
    expect(await find({ q: dozer.registrationNumber ?? '' })).toEqual([one])
    expect(await find({ q: 'sd16aa111' })).toEqual([one])
    expect(await find({ q: '1203' })).toContain(two)
    expect(await find({ q: 'SE215' })).toEqual([two])
    expect(await find({ q: '挖掘' })).toEqual([two])
    expect(await find({ q: '100%' })).toEqual([one])
    expect(await find({ q: '%' })).toEqual([one])
    expect(await find({ q: '_' })).toEqual([])
    expect(await find({ q: '挖掘' }, stranger.token)).toEqual([])
  })

  it('are filtered by category and status together with the words', async () => {
    expect(await find({ categoryCode: 'EXCAVATOR' })).toEqual([digger.machineId])
    expect(await find({ status: 'ACTIVE' })).toHaveLength(2)
    expect(await find({ status: 'CANCELLED' })).toEqual([])
    expect(await find({ categoryCode: 'EXCAVATOR', q: '推土' })).toEqual([])
  })

  it('and earlier filings are copied for another machine, once for each key, by nobody else', async () => {
    const params = { id: digger.machineId ?? '' }
    const headers = { 'idempotency-key': 'copy-1' }
    const copy = () =>
      callRoute<FilingDto>(dossierRoutes.copyMachine, { token: owner.token, params, headers })
    const [first, again] = [await copy(), await copy()]
    expect(first.status).toBe(201)
    expect(again.body.id).toBe(first.body.id)
    expect(first.body).toMatchObject({
      status: 'DRAFT',
      plate: null,
      photos: [],
      machine: { categoryCode: 'EXCAVATOR', model: 'SE215', serial: null, manufacturedOn: null },
      codes: { machineEnvCode: null },
    })
    const filing = await callRoute<FilingDto>(filingRoutes.copyFiling, {
      token: owner.token,
      params: { id: dozer.id },
    })
    expect(filing.body).toMatchObject({ status: 'DRAFT', machine: { name: '推土机 100%', serial: null } })
    const other = { token: stranger.token }
    expect((await callRoute(dossierRoutes.copyMachine, { ...other, params })).status).toBe(404)
    expect((await callRoute(filingRoutes.copyFiling, { ...other, params: { id: dozer.id } })).status).toBe(
      404,
    )
  })
})
