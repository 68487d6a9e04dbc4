import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { spokenNumber } from '@/lib/core/filing-number'
import { correctionRoutes } from '@/lib/features/correction/routes'
import { disputeRoutes } from '@/lib/features/dispute/routes'
import { dossierRoutes } from '@/lib/features/dossier/routes'
import { filingRoutes } from '@/lib/features/filing/routes'
import { machineRoutes } from '@/lib/features/machine/routes'
import { noticeRoutes } from '@/lib/features/notice/routes'
import { pickupRoutes } from '@/lib/features/pickup/routes'
import { successionRoutes } from '@/lib/features/succession/routes'
import { db } from '@/lib/server/database/db'
import { encrypt } from '@/lib/server/secrets/secrets'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { successionDesk } from '@/testing/succession-desk'
import { viewingRoutes } from './routes'
import type { Viewing } from './schema'

const HOME = '110101'
type Answer = { data: Viewing[]; nextCursor: string | null; recordedSince: string | null }

const seenOf = async ({ token }: OwnerSession, query = {}) =>
  (await callRoute<Answer>(viewingRoutes.viewings, { token, query })).body
const reveal = ({ headers }: StaffSession, id: string, party: 'OWNER' | 'AGENT') =>
  callRoute(filingRoutes.revealParty, { params: { id }, headers, body: { party, purpose: 'COMPLAINT' } })

describe('who has seen my data', () => {
  it('tells time, bureau, role, kind and purpose, and never the officer', async () => {
    const owner = await ownerSession(db())
    const reviewer = await staffSession(db(), 'REVIEWER', HOME)
    const { id } = await makeFiling(db(), 'SUBMITTED', {
      districtCode: HOME,
      ownerId: owner.id,
      filerId: owner.id,
    })
    await callRoute(filingRoutes.claimFiling, { params: { id }, headers: reviewer.headers })
    await reveal(reviewer, id, 'OWNER')
    const { data, recordedSince } = await seenOf(owner)
    const { bureau } = await db().staff.findUniqueOrThrow({
      where: { id: reviewer.id },
      include: { bureau: true },
    })
    const { number } = await db().filing.findUniqueOrThrow({ where: { id } })
    const about = `查询号 ${spokenNumber(number)}`
    const by = { bureauName: bureau.name, role: 'REVIEWER', about }
    expect(data).toMatchObject([
      { kind: 'REVEALED', purpose: 'COMPLAINT', ...by },
      { kind: 'REVIEWED', purpose: null, ...by },
    ])
    expect(JSON.stringify(data)).not.toContain(reviewer.name)
    expect(JSON.stringify(data)).not.toContain(reviewer.id)
    expect(new Date(recordedSince ?? '').getTime()).toBeLessThanOrEqual(new Date(data[1]?.at ?? '').getTime())
  })

  it('is each person’s own: the agent’s numbers are not the owner’s, and strangers see nothing', async () => {
    const [owner, agent, stranger] = await Promise.all([1, 2, 3].map(() => ownerSession(db())))
    if (!owner || !agent || !stranger) throw new Error('three owners')
    const reviewer = await staffSession(db(), 'REVIEWER', HOME)
    const { id } = await makeFiling(db(), 'SUBMITTED', {
      districtCode: HOME,
      ownerId: owner.id,
      filerId: agent.id,
    })
    await reveal(reviewer, id, 'AGENT')
    expect((await seenOf(owner)).data).toEqual([])
    await reveal(reviewer, id, 'OWNER')
    for (const one of [owner, agent]) expect((await seenOf(one)).data).toMatchObject([{ kind: 'REVEALED' }])
    expect((await seenOf(stranger)).data).toEqual([])
  })

  it('has searches by the own phone that found the account', async () => {
    const owner = await ownerSession(db())
    const { headers } = await staffSession(db(), 'SUPERVISOR', HOME)
    await callRoute(machineRoutes.searchMachines, { headers, query: { q: owner.phone } })
    expect((await seenOf(owner)).data).toMatchObject([{ kind: 'SEARCHED', role: 'SUPERVISOR', about: null }])
  })

  it('has searches of the review queue and look-ups at the counter that found the person, by what names a person', async () => {
    const owner = await ownerSession(db())
    const agent = await ownerSession(db())
    const reviewer = await staffSession(db(), 'REVIEWER', HOME)
    const counter = await staffSession(db(), 'COUNTER', HOME)
    const parties = { districtCode: HOME, ownerId: owner.id, filerId: agent.id }
    await makeFiling(db(), 'SUBMITTED', parties)
    const made = await makeFiling(db(), 'APPROVED', parties)
    const queue = (q: string) =>
      callRoute(filingRoutes.listQueue, { headers: reviewer.headers, query: { q } })
    const lookUp = (body: object) => callRoute(pickupRoutes.lookupPickups, { headers: counter.headers, body })
    expect((await queue(owner.phone)).status).toBe(200)
    expect((await lookUp({ phone: owner.phone })).status).toBe(200)
    const { name } = await db().account.findUniqueOrThrow({ where: { id: owner.id } })
    expect((await lookUp({ idTail: owner.idNumber.slice(-4), name })).status).toBe(200)
    // A number of the machine names no person.
    const { registrationNumber } = await db().machine.findUniqueOrThrow({
      where: { id: made.machineId ?? '' },
    })
    await lookUp({ registrationNumber })
    const searched = async (who: OwnerSession) =>
      (await seenOf(who)).data.filter(({ kind }) => kind === 'SEARCHED').map(({ role }) => role)
    expect(await searched(owner)).toEqual(['COUNTER', 'COUNTER', 'REVIEWER'])
    expect(await searched(agent)).toEqual([])
  })

  it('has a request to correct that was shown, once an hour for an officer', async () => {
    const owner = await ownerSession(db())
    const body = { subject: 'NAME', text: '姓名应为张建国，证件号码写错了', districtCode: HOME }
    expect((await callRoute(correctionRoutes.askCorrection, { token: owner.token, body })).status).toBe(201)
    const one = await staffSession(db(), 'SUPERVISOR', HOME)
    const other = await staffSession(db(), 'SUPERVISOR', HOME)
    const elsewhere = await staffSession(db(), 'SUPERVISOR', '130200')
    for (const { headers } of [one, one, other, elsewhere])
      await callRoute(correctionRoutes.listCorrections, { headers })
    expect((await seenOf(owner)).data).toMatchObject([
      { kind: 'READ', role: 'SUPERVISOR', purpose: null, about: null },
      { kind: 'READ', role: 'SUPERVISOR' },
    ])
    const rows = await db().auditEvent.findMany({ where: { subjectId: owner.id, action: 'correction.read' } })
    expect(rows.map(({ actorId, details }) => [actorId, details])).toEqual([
      [one.id, { correction: 'NAME' }],
      [other.id, { correction: 'NAME' }],
    ])
  })

  it('has a succession and a dispute that were opened, for both whom they concern', async () => {
    const { file, open } = successionDesk<{ id: string }>({ ...successionRoutes, ...noticeRoutes })
    const at = await open()
    const { id } = (await file(at)).body
    const read = async (who: OwnerSession) =>
      (await seenOf(who)).data
        .filter(({ kind }) => kind.startsWith('READ_'))
        .map(({ kind, role }) => [kind, role])
    expect(await read(at.former)).toEqual([])
    const [one, other, elsewhere] = await Promise.all(
      [HOME, HOME, '130200'].map((area) => staffSession(db(), 'SUPERVISOR', area)),
    )
    if (!one || !other || !elsewhere) throw new Error('three officers')
    const view = ({ headers }: StaffSession) =>
      callRoute(successionRoutes.getSuccession, { headers, params: { id } })
    for (const who of [one, one, elsewhere]) await view(who)
    const query = { view: 'WAITING', limit: '100' }
    await callRoute(successionRoutes.listSuccessions, { headers: other.headers, query })
    const twice = [1, 2].map(() => ['READ_SUCCESSION', 'SUPERVISOR'])
    for (const who of [at.former, at.successor]) expect(await read(who)).toEqual(twice)

    const [claimant, holder] = [await ownerSession(db()), await ownerSession(db())]
    const disputeId = randomUUID()
    await db().identityDispute.create({
      data: {
        id: disputeId,
        claimantId: claimant.id,
        holderId: holder.id,
        text: encrypt('identity_dispute.text', disputeId, '号码是我的'),
        districtCode: HOME,
        cityCode: '110100',
        provinceCode: '110000',
      },
    })
    for (const { headers } of [one, one, elsewhere])
      await callRoute(disputeRoutes.listDisputes, { headers, query: { limit: '100' } })
    for (const who of [claimant, holder]) expect(await read(who)).toEqual([['READ_DISPUTE', 'SUPERVISOR']])
  })

  it('of a machine begins with its ownership, and is paged', async () => {
    const buyer = await ownerSession(db())
    const { id: sellerId } = await makeAccount(db())
    const supervisor = await staffSession(db(), 'SUPERVISOR', HOME)
    const counter = await staffSession(db(), 'COUNTER', HOME)
    const made = await makeFiling(db(), 'APPROVED', { districtCode: HOME, ownerId: sellerId })
    const look = (purpose: string) =>
      callRoute(dossierRoutes.revealMachineOwner, {
        params: { id: made.machineId ?? '' },
        headers: supervisor.headers,
        body: { purpose },
      })
    await look('VERIFY')
    await callRoute(pickupRoutes.revealPickup, {
      params: { id: made.pickupId ?? '' },
      headers: counter.headers,
      body: { party: 'OWNER' },
    })
    const machine = await db().machine.update({
      where: { id: made.machineId ?? '' },
      data: { ownerId: buyer.id },
    })
    await db().change.create({
      data: {
        machineId: machine.id,
        accountId: sellerId,
        newOwnerId: buyer.id,
        type: 'OWNER',
        status: 'DONE',
        before: {},
        after: {},
        districtCode: HOME,
        cityCode: '110100',
        provinceCode: '110000',
        submittedAt: new Date(),
        decidedAt: new Date(),
      },
    })
    expect((await seenOf(buyer)).data).toEqual([])
    await look('INSPECTION')
    await look('COMPLAINT')
    const first = await seenOf(buyer, { limit: '1' })
    expect(first.data).toMatchObject([{ purpose: 'COMPLAINT', about: machine.registrationNumber }])
    const second = await seenOf(buyer, { limit: '1', cursor: first.nextCursor ?? '' })
    expect(second).toMatchObject({ data: [{ purpose: 'INSPECTION' }], nextCursor: null })
  })
})
