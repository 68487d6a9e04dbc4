import { beforeAll, describe, expect, it } from 'vitest'
import { spokenNumber } from '@/lib/core/filing-number'
import { accountRoutes } from '@/lib/features/account/routes'
import { assistedRoutes } from '@/lib/features/assisted/routes'
import { filingRoutes } from '@/lib/features/filing/routes'
import type { FilingDto } from '@/lib/features/filing/schema/owner'
import { holderRoutes } from '@/lib/features/holder/routes'
import { machineRoutes } from '@/lib/features/machine/routes'
import type { MachineSearchPage } from '@/lib/features/machine/schema/search'
import { noticeRoutes } from '@/lib/features/notice/routes'
import type { NoticeDto } from '@/lib/features/notice/schema'
import { photoRoutes } from '@/lib/features/photo/routes'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { newPhone } from '@/prisma/factories/identity'
import { counterDesk, newOwner } from '@/testing/assisted-desk'
import { callRoute, fetchRoute } from '@/testing/call-route'
import { newestCode } from '@/testing/outbox'
import { ownerSession } from '@/testing/owner-session'
import { readPdf } from '@/testing/read-pdf'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import type { AssistedFiling } from './schema'

const { patchAssisted, submitAssisted, printReceipt } = assistedRoutes

const { atDesk, start, printed, attached, submitted } = counterDesk<FilingDto>(assistedRoutes)

let counter: StaffSession
beforeAll(async () => {
  counter = await staffSession(db(), 'COUNTER')
})

const audited = (subjectId: string) =>
  db().auditEvent.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })

describe('the review', () => {
  it('is another officer’s, whatever role the one who entered it has by then', async () => {
    const officer = await staffSession(db(), 'COUNTER', '130203')
    const { id } = await submitted(officer, newOwner(), { districtCode: '130203' })
    await db().staff.update({ where: { id: officer.id }, data: { role: 'REVIEWER' } })
    const next = await callRoute(filingRoutes.nextFiling, { headers: officer.headers })
    expect(next.status).toBe(204)
    expect((await callRoute(filingRoutes.peekNextFiling, { headers: officer.headers })).status).toBe(204)
    const claim = await atDesk<object>(officer, filingRoutes.claimFiling, id)
    expect(claim).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('由您在窗口代办录入') },
    })
    // Nor past the commands.
    await expect(
      db().filing.update({ where: { id }, data: { status: 'IN_REVIEW', claimedById: officer.id } }),
    ).rejects.toThrow()
    await expect(
      db().decision.create({
        data: { filingId: id, revision: 1, kind: 'DECLINED', staffId: officer.id, decidedAt: new Date() },
      }),
    ).rejects.toThrow('does not decide')
  })

  it('sees who entered it, the signed statement, and the mark in the queue', async () => {
    const { id } = await submitted(counter, newOwner())
    const reviewer = await staffSession(db(), 'REVIEWER')
    const desk = await atDesk<{ assisted: AssistedFiling['statement'] & { statement: { url: string } } }>(
      reviewer,
      filingRoutes.getDeskFiling,
      id,
    )
    expect(desk.body.assisted).toMatchObject({ enteredBy: [counter.name], registered: false })
    const photo = desk.body.assisted.statement.url.split('/').at(-1) ?? ''
    const fetched = await fetchRoute(photoRoutes.staffPhoto, {
      params: { id: photo },
      headers: reviewer.headers,
    })
    expect(fetched.status).toBe(200)
    const stranger = await staffSession(db(), 'REVIEWER', '440106')
    const refused = await fetchRoute(photoRoutes.staffPhoto, {
      params: { id: photo },
      headers: stranger.headers,
    })
    expect(refused.status).toBe(404)
    const queue = await callRoute<{ data: { id: string; assisted: boolean }[] }>(filingRoutes.listQueue, {
      query: { limit: '100' },
      headers: reviewer.headers,
    })
    expect(queue.body.data.find((row) => row.id === id)?.assisted).toBe(true)
  })

  it('approved, its machine bears the mark in the search; one that the owner filed does not', async () => {
    // Brings a series of numbers as well.
    const own = await makeFiling(db(), 'COLLECTED')
    const { id } = await submitted(counter, newOwner())
    const reviewer = await staffSession(db(), 'REVIEWER')
    const { body: claimed } = await atDesk<FilingDto>(reviewer, filingRoutes.claimFiling, id)
    const input = { version: claimed.version, emissionStage: '3' }
    const approved = await atDesk<{ registrationNumber: string }>(
      reviewer,
      filingRoutes.approveFiling,
      id,
      input,
    )
    expect(approved.status).toBe(200)
    for (const [q, assisted] of [
      [approved.body.registrationNumber, true],
      [own.registrationNumber ?? '', false],
    ] as const) {
      const { body } = await callRoute<MachineSearchPage>(machineRoutes.searchMachines, {
        query: { q },
        headers: reviewer.headers,
      })
      expect(body.data).toMatchObject([{ registrationNumber: q, assisted }])
    }
  })

  it('returned, it is corrected at the counter and signed again', async () => {
    const { id } = await submitted(counter, newOwner())
    const reviewer = await staffSession(db(), 'REVIEWER')
    const { body: claimed } = await atDesk<FilingDto>(reviewer, filingRoutes.claimFiling, id)
    const reasons = [{ code: 'PLATE_MISMATCH', fields: ['machine.brand'] }]
    await atDesk(reviewer, filingRoutes.returnFiling, id, { version: claimed.version, reasons })
    const closed = await atDesk(counter, patchAssisted, id, { engine: { fuelCode: 'GASOLINE' } })
    expect(closed.body.errors).toMatchObject([{ path: 'engine.fuelCode', code: 'FIELD_NOT_OPEN' }])
    expect((await atDesk(counter, patchAssisted, id, { machine: { brand: '柳工' } })).status).toBe(200)
    expect((await atDesk(counter, submitAssisted, id)).status).toBe(422)
    await printed(counter, id)
    await attached(counter, id)
    expect((await atDesk(counter, submitAssisted, id)).body).toMatchObject({ status: 'SUBMITTED' })
  })
})

describe('the owner', () => {
  it('with an account is told by each submission, and calls the counter where it was not the owner', async () => {
    const owner = await ownerSession(db())
    const { id } = await submitted(counter, { name: owner.name, idNumber: owner.idNumber })
    const { number, assistedBureau } = await db().filing.findUniqueOrThrow({
      where: { id },
      include: { assistedBureau: true },
    })
    const { body } = await callRoute<{ data: NoticeDto[]; unread: number }>(noticeRoutes.listNotices, {
      token: owner.token,
      query: {},
    })
    expect(body).toMatchObject({ unread: 1, data: [{ kind: 'ASSISTED', filingId: id }] })
    for (const text of [spokenNumber(number), assistedBureau?.name, assistedBureau?.phone])
      expect(body.data[0]?.text).toContain(text)
  })

  it('without an account gets none', async () => {
    const { id } = await submitted(counter, newOwner())
    expect(await db().notice.count({ where: { filingId: id } })).toBe(0)
  })
})

describe('the slip', () => {
  it('says where it stands and how to collect, and bears no pickup code', async () => {
    const { id } = await submitted(counter, newOwner('孙大娘'))
    const { number } = await db().filing.findUniqueOrThrow({ where: { id } })
    const response = await fetchRoute(printReceipt, { params: { id }, headers: counter.headers })
    const [page] = await readPdf(new Uint8Array(await response.arrayBuffer()))
    for (const text of ['孙大娘', '待审核', `查询号${number}`, '本凭条不是领取码'])
      expect(page?.all).toContain(text)
    const { body: draft } = await start(counter, newOwner())
    expect(
      (await fetchRoute(printReceipt, { params: { id: draft.id }, headers: counter.headers })).status,
    ).toBe(409)
  })
})

describe('a registration with the same document and name', () => {
  async function register(name: string, idNumber: string) {
    const phone = newPhone()
    await callRoute(accountRoutes.sendCode, { body: { phone, purpose: 'REGISTER' } })
    const code = await newestCode(phone, 'REGISTER')
    const body = { type: 'PERSON', name, idNumber, password: 'Excavator-2026', phone, code }
    return callRoute<{ account: { id: string }; accessToken: string }>(accountRoutes.createAccount, { body })
  }

  it('gets nothing of what a counter has filed until an officer has read the document again', async () => {
    const owner = newOwner('钱老伯')
    const { id, filerId } = await submitted(counter, owner)
    const { body, status } = await register(owner.name, owner.idNumber)
    expect(status).toBe(201)
    expect(body.account.id).not.toBe(filerId)
    const mine = await callRoute<{ data: FilingDto[] }>(filingRoutes.listFilings, { token: body.accessToken })
    expect(mine.body.data).toEqual([])
    expect((await db().account.findUniqueOrThrow({ where: { id: filerId } })).registrantId).toBe(
      body.account.id,
    )

    const link = (who: StaffSession, idTail?: string) =>
      atDesk<{ machineCount: number }>(who, holderRoutes.assignHolder, filerId, {
        accountId: body.account.id,
        machineCount: 0,
        reason: '机主持身份证原件到窗口',
        idTail,
      })
    const supervisor = await staffSession(db(), 'SUPERVISOR')
    expect((await link(supervisor)).body.errors).toMatchObject([{ path: 'idTail', code: 'REQUIRED' }])
    const wrong = owner.idNumber.endsWith('0000') ? '1111' : '0000'
    expect((await link(counter, wrong)).body.errors).toMatchObject([{ code: 'ID_NUMBER_MISMATCH' }])
    expect(await db().identityMiss.count({ where: { accountId: filerId, clearedAt: null } })).toBe(1)
    const stranger = await staffSession(db(), 'COUNTER', '440106')
    expect((await link(stranger, owner.idNumber.slice(-4))).status).toBe(404)
    expect((await db().filing.findUniqueOrThrow({ where: { id } })).ownerId).toBe(filerId)

    expect((await link(counter, owner.idNumber.slice(-4))).status).toBe(200)
    const now = await callRoute<{ data: FilingDto[] }>(filingRoutes.listFilings, { token: body.accessToken })
    expect(now.body.data).toMatchObject([{ id, assisted: true }])
    expect((await audited(filerId)).at(-1)).toMatchObject({
      action: 'holder.assign',
      details: { filings: 1, machines: 0, identity: 'TAIL' },
    })
  })
})
