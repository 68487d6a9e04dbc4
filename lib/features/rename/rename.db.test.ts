import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { accountRoutes } from '@/lib/features/account/routes'
import type { AccountDto } from '@/lib/features/account/schema'
import { documentRoutes } from '@/lib/features/document/routes'
import { dossierRoutes } from '@/lib/features/dossier/routes'
import type { ConsoleMachine } from '@/lib/features/dossier/schema/console'
import type { FoundAccount } from '@/lib/features/identity/schema'
import { noticeRoutes } from '@/lib/features/notice/routes'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { makeFiling } from '@/prisma/factories/filing'
import { makeHolder } from '@/prisma/factories/holder'
import { callRoute } from '@/testing/call-route'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import { staffSession } from '@/testing/staff-session'
import { renameRoutes } from './routes'

afterAll(stopWorkers)

type Problem = { code: string; errors?: { path: string; code: string }[] }
const HOME = '110101'
const OLD = '北京旧名机械租赁有限公司'
const NEW = '北京新名工程机械有限公司'

let owner: OwnerSession
let desk: Record<string, string>
beforeEach(async () => {
  owner = await ownerSession(db(), { type: 'UNIT', name: OLD })
  desk = (await staffSession(db(), 'COUNTER', HOME)).headers
})

const rename = (body: object, id = owner.id) =>
  callRoute<FoundAccount & Problem & { machines: number }>(renameRoutes.renameUnit, {
    params: { id },
    body: { idTail: owner.idNumber.slice(-4), name: NEW, ...body },
    headers: desk,
  })
const me = async () => (await callRoute<AccountDto>(accountRoutes.me, { token: owner.token })).body
const machinePage = async (id: string) =>
  (await callRoute<ConsoleMachine>(dossierRoutes.getConsoleMachine, { params: { id }, headers: desk })).body

describe('a unit with another name', () => {
  it('is known by it from then on, its identity proved anew, and the old name stays in its history', async () => {
    const { id: holderId, machineIds } = await makeHolder(db(), {
      name: OLD,
      idNumber: owner.idNumber,
      type: 'UNIT',
      registrantId: owner.id,
      districts: [HOME],
    })
    await db().account.update({ where: { id: owner.id }, data: { provedAt: null, provedHow: null } })
    const { status, body } = await rename({ name: ` ${NEW} ` })
    expect([status, body.name, body.machines]).toEqual([200, NEW, 1])
    expect(body.proof).toMatchObject({ level: 'PROVED', how: 'COUNTER_DOCUMENT' })
    expect((await me()).name).toBe(NEW)
    const [machine] = machineIds
    const page = await machinePage(machine ?? '')
    expect(page.owner).toMatchObject({ name: NEW, formerNames: [{ name: OLD }], formerNameOnCard: null })
    expect(await db().machine.count({ where: { ownerId: holderId } })).toBe(0)
    const events = await db().auditEvent.findMany({ where: { subjectId: owner.id } })
    expect(events.find(({ action }) => action === 'account.rename')?.details).toEqual({
      before: { name: OLD },
      after: { name: NEW },
    })
    expect(events.map(({ action }) => action)).toContain('account.prove')
    const news = await callRoute<{ data: { kind: string; text: string }[] }>(noticeRoutes.listNotices, {
      token: owner.token,
    })
    expect(news.body.data[0]).toMatchObject({ kind: 'RENAMED', text: expect.stringContaining(OLD) })
    // The counter compares the document with the name of today.
    expect((await rename({ name: '北京又一名机械有限公司' })).status).toBe(200)
    expect((await machinePage(machine ?? '')).owner.formerNames.map(({ name }) => name)).toEqual([OLD, NEW])
  })

  it('stands with its former name on a card that was printed before, until the next one', async () => {
    const { id: filingId, machineId } = await makeFiling(db(), 'COLLECTED', {
      ownerId: owner.id,
      districtCode: HOME,
    })
    const print = () =>
      callRoute(documentRoutes.recordCopy, {
        params: { id: filingId, document: 'collection-card' },
        headers: desk,
      })
    expect((await print()).status).toBe(200)
    expect((await machinePage(machineId ?? '')).owner.formerNameOnCard).toBeNull()
    await rename({})
    expect((await machinePage(machineId ?? '')).owner.formerNameOnCard).toBe(OLD)
    expect((await print()).status).toBe(200)
    expect((await machinePage(machineId ?? '')).owner.formerNameOnCard).toBeNull()
  })

  it('is found by the name that it had, by officers of the area of its machines alone', async () => {
    await makeFiling(db(), 'COLLECTED', { ownerId: owner.id, districtCode: HOME })
    await rename({})
    const find = async (headers: Record<string, string>) =>
      (
        await callRoute<{ data: { former: string; name: string }[] }>(renameRoutes.findFormerNames, {
          body: { name: '旧名机械' },
          headers,
        })
      ).body.data
    expect(await find(desk)).toContainEqual(expect.objectContaining({ former: OLD, name: NEW }))
    expect(await find((await staffSession(db(), 'COUNTER', '440106')).headers)).toEqual([])
  })

  it('is not named without the licence, not for a person, and not the same again', async () => {
    const wrong = await rename({ idTail: '0000' })
    expect(wrong.body.errors?.[0]).toMatchObject({ path: 'idTail', code: 'ID_NUMBER_MISMATCH' })
    expect((await rename({ name: OLD })).body.errors?.[0]?.path).toBe('name')
    expect((await rename({ name: '无' })).status).toBe(422)
    expect((await me()).name).toBe(OLD)
    owner = await ownerSession(db())
    expect((await rename({})).body.errors?.[0]?.path).toBe('name')
  })
})
