import { afterAll, describe, expect, it } from 'vitest'
import { accountRoutes } from '@/lib/features/account/routes'
import { changeRoutes } from '@/lib/features/change/routes'
import { dossierRoutes } from '@/lib/features/dossier/routes'
import { identityRoutes } from '@/lib/features/identity/routes'
import { noticeRoutes } from '@/lib/features/notice/routes'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { makeChange } from '@/prisma/factories/change'
import { makeHolder } from '@/prisma/factories/holder'
import { newPersonNumber } from '@/prisma/factories/identity'
import { makePhoto } from '@/prisma/factories/photo'
import { makeSuccession } from '@/prisma/factories/succession'
import { callRoute } from '@/testing/call-route'
import { newestCode } from '@/testing/outbox'
import { ownerSession } from '@/testing/owner-session'
import { staffSession } from '@/testing/staff-session'
import { HOME, successionDesk } from '@/testing/succession-desk'

import { successionRoutes } from './routes'
import type { Succession } from './schema/succession'

afterAll(stopWorkers)

const { complete, file, news, object, open, ownerOf, pass, statusOf, supervisor, trail } =
  successionDesk<Succession>({
    ...successionRoutes,
    ...noticeRoutes,
  })

describe('two at the same moment', () => {
  it('file one, complete it once, and are told so', async () => {
    const at = await open()
    const filed = await Promise.all([file(at), file(at, {}, await supervisor())])
    expect(filed.map(({ status }) => status).toSorted()).toEqual([201, 409])
    const id = filed.find(({ status }) => status === 201)?.body.id ?? ''
    await pass(id)
    const officers = [await supervisor(), await supervisor()]
    const filer = (await db().succession.findUniqueOrThrow({ where: { id } })).filedById
    expect(officers.map((officer) => officer.id)).not.toContain(filer)
    const done = await Promise.all(officers.map((officer) => complete(id, officer)))
    expect(done.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect((await trail(at.machineId)).map(([action]) => action)).toEqual([
      'succession.file',
      'succession.complete',
    ])
    expect(await db().change.count({ where: { machineId: at.machineId, type: 'OWNER' } })).toBe(1)
  })

  it('an objection and the completion: one of them counts, and the machine is where that one says', async () => {
    for (let round = 0; round < 4; round += 1) {
      const at = await open()
      const { id } = (await file(at)).body
      await pass(id)
      const officer = await supervisor()
      const both = [() => object(at.former, at.machineId, id), () => complete(id, officer)]
      const [first, second] = await Promise.all((round % 2 ? both : both.toReversed()).map((go) => go()))
      const ends = [first?.status, second?.status]
      const completed = ends.includes(200)
      expect(ends.filter((status) => status === 200 || status === 201)).toHaveLength(1)
      expect(await statusOf(id)).toBe(completed ? 'DONE' : 'OBJECTED')
      expect(await ownerOf(at.machineId)).toBe(completed ? at.successor.id : at.former.id)
    }
  })
})

describe('a machine that is bound', () => {
  it('is neither sold by codes nor cancelled, and a cancellation that waits is not approved', async () => {
    const at = await open()
    const owner = await db().account.findUniqueOrThrow({ where: { id: at.former.id } })
    const waiting = await makeChange(db(), { type: 'CANCELLATION', filing: { ownerId: owner.id } })
    const { id } = (await file({ ...at, machineId: waiting.machineId })).body
    const reviewer = await staffSession(db(), 'REVIEWER', HOME)
    const approved = await callRoute<{ detail?: string }>(changeRoutes.approveChange, {
      headers: reviewer.headers,
      params: { id: waiting.id },
      body: { version: 1 },
    })
    expect([approved.status, approved.body.detail]).toEqual([409, expect.stringContaining('凭证明过户')])
    const { id: photoId } = await makePhoto(db(), owner.id)
    const ask = (body: object) =>
      callRoute<{ detail?: string }>(changeRoutes.createChange, {
        token: at.former.token,
        params: { id: waiting.machineId },
        body,
      })
    await db().change.update({ where: { id: waiting.id }, data: { status: 'WITHDRAWN' } })
    const photos = [{ slot: 'OTHER_1', photoId }]
    const cancelled = await ask({ type: 'CANCELLATION', reason: '机械已报废', photos })
    expect([cancelled.status, cancelled.body.detail]).toEqual([409, expect.stringContaining('凭证明过户')])
    const code = async (phone: string, purpose: 'TRANSFER_FROM' | 'TRANSFER_TO') => {
      await callRoute(accountRoutes.sendCode, { body: { phone, purpose } })
      return newestCode(phone, purpose)
    }
    const { former, successor } = at
    const sold = await ask({
      type: 'OWNER',
      fromIdNumber: former.idNumber,
      fromPhone: former.phone,
      fromCode: await code(former.phone, 'TRANSFER_FROM'),
      toName: successor.name,
      toIdNumber: successor.idNumber,
      toPhone: successor.phone,
      toCode: await code(successor.phone, 'TRANSFER_TO'),
    })
    expect([sold.status, sold.body.detail]).toEqual([409, expect.stringContaining('异议')])
    expect(await statusOf(id)).toBe('WAITING')
  })

  it('is held by the database: its owner and status, the day, the second person, what has ended', async () => {
    const at = await open()
    const { id, filedById } = await makeSuccession(db(), { machineId: at.machineId })
    const move = (data: object) => db().machine.update({ where: { id: at.machineId }, data })
    await expect(move({ ownerId: at.successor.id })).rejects.toThrow('is open')
    await expect(move({ status: 'CANCELLED' })).rejects.toThrow('is open')
    const change = {
      machineId: at.machineId,
      accountId: at.former.id,
      type: 'OWNER',
      status: 'DONE',
    } as const
    const area = { districtCode: HOME, cityCode: '110100', provinceCode: '110000' }
    const { id: changeId } = await db().change.create({
      data: {
        ...change,
        before: {},
        after: {},
        newOwnerId: at.successor.id,
        ...area,
        submittedAt: new Date(),
        decidedAt: new Date(),
      },
    })
    const other = await supervisor()
    const done = (endedById: string) =>
      db().succession.update({
        where: { id },
        data: { status: 'DONE', endedAt: new Date(), endedById, changeId },
      })
    await expect(done(other.id)).rejects.toThrow('still waits')
    await pass(id)
    await expect(done(filedById)).rejects.toThrow('succession_other_person')
    await expect(makeSuccession(db(), { machineId: at.machineId })).rejects.toThrow('succession_open')
    await done(other.id)
    await expect(db().succession.update({ where: { id }, data: { status: 'WAITING' } })).rejects.toThrow(
      'has ended',
    )
  })

  it('goes on when the registration is revoked, and the successor reads it', async () => {
    const at = await open()
    const { id } = (await file(at)).body
    const { headers } = await supervisor()
    const revoked = await callRoute(dossierRoutes.revokeMachine, {
      headers,
      params: { id: at.machineId },
      body: { version: 1, reason: '重复登记' },
    })
    expect([revoked.status, await statusOf(id)]).toEqual([200, 'LAPSED'])
    expect((await news(at.successor))[0]).toMatchObject({ kind: 'SUCCESSION_ENDED' })
    expect((await trail(at.machineId)).at(-1)?.[0]).toBe('succession.lapse')
  })
})

describe('an owner without an account', () => {
  it('is told by nobody, and the page says so; who proves to be that owner keeps the machine', async () => {
    const at = await open()
    const person = { name: '旧系统赵七', idNumber: newPersonNumber() }
    const owner = await ownerSession(db(), { ...person, proved: false })
    const { machineIds } = await makeHolder(db(), { ...person, registrantId: owner.id, districts: [HOME] })
    const [machineId = ''] = machineIds
    const { body } = await file({ ...at, machineId }, { ground: 'UNREACHABLE', evidence: ['SALE_CONTRACT'] })
    expect(body).toMatchObject({
      from: { account: 'NONE' },
      told: { at: null, readAt: null, message: 'NONE' },
    })
    const proved = await callRoute<{ machines: number }>(identityRoutes.proveAccount, {
      headers: at.counter.headers,
      params: { id: owner.id },
      body: { idTail: person.idNumber.slice(-4) },
    })
    expect([proved.body.machines, await statusOf(body.id), await ownerOf(machineId)]).toEqual([
      1,
      'LAPSED',
      owner.id,
    ])
  })
})
