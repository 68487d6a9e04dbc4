import { afterAll, describe, expect, it } from 'vitest'
import { accountRoutes } from '@/lib/features/account/routes'
import { workers as batchWorkers } from '@/lib/features/batch/jobs'
import { correctionRoutes } from '@/lib/features/correction/routes'
import { db } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import { startWorkers, stopWorkers } from '@/lib/server/jobs/jobs'
import { openIdNumber } from '@/lib/server/secrets/personal'
import { bytesSource } from '@/lib/server/sheet/source'
import { ZipReader } from '@/lib/server/sheet/zip/read-zip'
import { makeCertificate } from '@/prisma/factories/certificate'
import { makeFiling } from '@/prisma/factories/filing'
import { newPersonNumber, newPhone } from '@/prisma/factories/identity'
import { makeMachineUser } from '@/prisma/factories/machine-user'
import { makePhoto } from '@/prisma/factories/photo'
import { callRoute, fetchRoute } from '@/testing/call-route'
import { newestCode } from '@/testing/outbox'
import { staffSession } from '@/testing/staff-session'
import { ownDataRoutes } from './routes'
import type { ClosingState } from './schema'

afterAll(stopWorkers)

const PASSWORD = 'Excavator-2026'
type Answer = { detail?: string; errors?: { path: string; code: string }[] }

async function register(person: { phone?: string; idNumber?: string } = {}) {
  const phone = person.phone ?? newPhone()
  const idNumber = person.idNumber ?? newPersonNumber()
  await callRoute(accountRoutes.sendCode, { body: { phone, purpose: 'REGISTER' } })
  const code = await newestCode(phone, 'REGISTER')
  const body = { type: 'PERSON', name: '张三丰', idNumber, password: PASSWORD, phone, code }
  const answer = await callRoute<{ accessToken: string; account: { id: string } }>(
    accountRoutes.createAccount,
    { body },
  )
  return {
    status: answer.status,
    id: answer.body.account?.id,
    token: answer.body.accessToken,
    phone,
    idNumber,
  }
}

async function close({ phone, token }: { phone: string; token: string }, overrides: object = {}) {
  await callRoute(accountRoutes.sendCode, { body: { phone, purpose: 'CLOSE_ACCOUNT' } })
  const code = await newestCode(phone, 'CLOSE_ACCOUNT')
  return callRoute<Answer>(ownDataRoutes.closeAccount, { token, body: { phone, code, ...overrides } })
}

describe('closing an account', () => {
  it('erases the person, ends every session, and frees phone and document for a new account', async () => {
    const owner = await register()
    const answer = await close(owner)
    expect(answer.status, JSON.stringify(answer.body)).toBe(204)
    const row = await db().account.findUniqueOrThrow({ where: { id: owner.id } })
    expect(row).toMatchObject({ name: '已注销的机主', phone: null, phoneIndex: null, wechatIndex: null })
    expect(openIdNumber(row)).toBe('')
    expect((await callRoute(accountRoutes.me, { token: owner.token })).status).toBe(401)
    const { phone } = owner
    const entered = await callRoute(accountRoutes.openSession, { body: { phone, password: PASSWORD } })
    expect(entered.status).toBe(401)
    // A phone gets another code of this kind after a minute.
    await db().verificationCode.deleteMany({ where: { purpose: 'REGISTER' } })
    const again = await register({ phone, idNumber: owner.idNumber })
    expect(again.status).toBe(201)
    expect(again.id).not.toBe(owner.id)
    const event = await db().auditEvent.findFirstOrThrow({
      where: { subjectId: owner.id, action: 'account.close' },
    })
    expect(event.details).toMatchObject({ recordsStay: false })
  })

  it('deletes the words of requests to correct, and leaves that they were made', async () => {
    await staffSession(db(), 'SUPERVISOR', '110101')
    const owner = await register()
    const asked = await callRoute<{ id: string }>(correctionRoutes.askCorrection, {
      token: owner.token,
      body: { subject: 'NAME', text: `姓名应为测试乙，${owner.idNumber}`, districtCode: '110101' },
    })
    expect(asked.status).toBe(201)
    expect((await close(owner)).status).toBe(204)
    const row = await db().correctionRequest.findUniqueOrThrow({ where: { id: asked.body.id } })
    expect(row).toMatchObject({ text: null, answer: null, subject: 'NAME', status: 'OPEN' })
    const { headers } = await staffSession(db(), 'SUPERVISOR', '110101')
    const listed = async (open: string) =>
      (
        await callRoute<{ data: { id: string; text: string | null }[] }>(correctionRoutes.listCorrections, {
          headers,
          query: { open, limit: '100' },
        })
      ).body.data.find(({ id }) => id === asked.body.id)
    expect(await listed('true')).toBeUndefined()
    expect(await listed('false')).toMatchObject({ text: null })
    const answered = await callRoute(correctionRoutes.answerCorrection, {
      headers,
      params: { id: asked.body.id },
      body: { accepted: true, answer: '已按证件更正' },
    })
    expect(answered.status).toBe(409)
  })

  it('waits for machines, filings, drafts and changes, and says what to do', async () => {
    const owner = await register()
    const of = { ownerId: owner.id, filerId: owner.id }
    await makeFiling(db(), 'COLLECTED', of)
    await makeFiling(db(), 'SUBMITTED', of)
    await makeFiling(db(), 'DRAFT', of)
    const { body } = await callRoute<ClosingState>(ownDataRoutes.closing, { token: owner.token })
    expect(body).toEqual({
      obstacles: [
        { kind: 'MACHINES', count: 1 },
        { kind: 'FILINGS', count: 1 },
        { kind: 'DRAFTS', count: 1 },
      ],
      recordsStay: true,
    })
    const refused = await close(owner)
    expect(refused.status).toBe(409)
    expect(refused.body.detail).toContain('名下有效的机械 1 台')
    expect((await callRoute(accountRoutes.me, { token: owner.token })).status).toBe(200)
  })

  it('leaves the number of the document, encrypted, where registrations name the owner', async () => {
    const owner = await register()
    const { machineId } = await makeFiling(db(), 'COLLECTED', { ownerId: owner.id, filerId: owner.id })
    await db().machine.update({ where: { id: machineId ?? '' }, data: { status: 'CANCELLED' } })
    const { id } = await makeCertificate(db(), owner.id, [machineId ?? ''])
    await makeMachineUser(db(), machineId ?? '', owner.id)
    expect((await close(owner)).status).toBe(204)
    const row = await db().account.findUniqueOrThrow({ where: { id: owner.id } })
    expect(openIdNumber(row)).toBe(owner.idNumber)
    expect(row.phone).toBeNull()
    expect(await db().machineUser.count({ where: { accountId: owner.id } })).toBe(0)
    // Whoever has its paper reads that it was withdrawn.
    expect(await db().certificate.findUnique({ where: { id } })).toMatchObject({
      withdrawnAt: expect.any(Date),
      ownerName: null,
      purpose: null,
    })
  })

  it('removes archives of photos that nobody has looked through yet', async () => {
    const owner = await register()
    const storageKey = `batch/test/${owner.id}.zip`
    await (await storage()).put(storageKey, Buffer.from('PK'), 'application/zip')
    await db().filingBatch.create({
      data: { accountId: owner.id, fileName: 'x', archives: { create: { fileName: 'x.zip', storageKey } } },
    })
    expect((await close(owner)).status).toBe(204)
    expect(await db().filingBatchArchive.count({ where: { storageKey } })).toBe(0)
    await startWorkers(batchWorkers.filter(({ queue }) => queue.name === 'batch-forget'))
    await expect
      .poll(
        async () =>
          (await storage()).get(storageKey).then(
            () => 'there',
            () => 'gone',
          ),
        { timeout: 15_000 },
      )
      .toBe('gone')
  })

  it('needs the code of the account’s own phone', async () => {
    const owner = await register()
    const other = await register()
    const foreign = await close(owner, { phone: other.phone })
    expect([foreign.status, foreign.body.errors?.[0]?.path]).toEqual([422, 'phone'])
    const wrong = await callRoute<Answer>(ownDataRoutes.closeAccount, {
      token: owner.token,
      body: { phone: owner.phone, code: '000000' },
    })
    expect(wrong.status).toBe(422)
    expect((await callRoute(accountRoutes.me, { token: owner.token })).status).toBe(200)
  })
})

describe('a copy of the own data', () => {
  const copy = (token: string, password = PASSWORD) =>
    fetchRoute(ownDataRoutes.copy, { token, body: { password } })

  it('has page, data and photos in full, and is recorded; nothing of it stays on the server', async () => {
    const owner = await register()
    const photo = await makePhoto(db(), owner.id, { stored: true })
    await staffSession(db(), 'SUPERVISOR', '110101')
    await callRoute(correctionRoutes.askCorrection, {
      token: owner.token,
      body: { subject: 'OTHER', text: '联系地址写错了', districtCode: '110101' },
    })
    await makeFiling(db(), 'SUBMITTED', { ownerId: owner.id, filerId: owner.id, slots: [] })
    await makeCertificate(db(), owner.id, [])
    const answer = await copy(owner.token)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const bytes = Buffer.from(await answer.arrayBuffer())
    const files = await filesOf(bytes)
    expect([...files.keys()]).toEqual(['我的信息.html', '我的信息.json', `照片/${photo.id}.jpg`])
    const data = JSON.parse(files.get('我的信息.json')?.toString() ?? '')
    expect(data.account).toMatchObject({
      documentKind: 'RESIDENT_ID',
      idNumber: owner.idNumber,
      phone: owner.phone,
    })
    expect(data.disputes).toEqual([])
    expect(data.filings).toHaveLength(1)
    expect(data.certificates).toMatchObject([{ purpose: null, withdrawnAt: null, machines: [] }])
    const page = files.get('我的信息.html')?.toString() ?? ''
    expect(page).toContain(owner.idNumber)
    expect(data.corrections).toMatchObject([{ subject: 'OTHER', text: '联系地址写错了', status: 'OPEN' }])
    expect(page).toContain('联系地址写错了')
    expect(page).toMatch(/登录记录（1）<\/h2><table><tr><th>登录时间/)
    expect(await db().auditEvent.count({ where: { subjectId: owner.id, action: 'account.copy' } })).toBe(1)
  })

  it('is refused for a wrong password, which counts', async () => {
    const owner = await register()
    const wrong = await copy(owner.token, 'wrong-2019')
    expect(wrong.status).toBe(422)
    expect(await db().signInTries.findMany({ where: { accountId: owner.id } })).toMatchObject([
      { failures: 1 },
    ])
  })
})

/** The files of a zip by name, in its order. */
async function filesOf(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await ZipReader.open(bytesSource(bytes))
  const files = new Map<string, Buffer>()
  for (const name of zip.names()) {
    const pieces: Buffer[] = []
    for await (const piece of zip.bytesOf(name)) pieces.push(piece)
    files.set(name, Buffer.concat(pieces))
  }
  return files
}
