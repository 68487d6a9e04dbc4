import { describe, expect, it } from 'vitest'
import { DAY_MS } from '@/lib/core/clock'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { makeMember } from '@/prisma/factories/unit'
import { callRoute, fetchRoute } from '@/testing/call-route'
import { actingToken, ownerSession } from '@/testing/owner-session'
import { readPdf } from '@/testing/read-pdf'
import { certificateRoutes } from './routes'
import type { CertificateCheck, CertificateDto } from './schema'

const { issueCertificate, listCertificates, certificatePdf, withdrawCertificate, certificateCheck } =
  certificateRoutes

type Problem = { code?: string; errors?: { path: string; code: string; message: string }[] }
const issue = (token: string, machineIds: string[], purpose?: string) =>
  callRoute<CertificateDto & Problem>(issueCertificate, { token, body: { machineIds, purpose } })
const check = (url: string) =>
  callRoute<CertificateCheck & Problem>(certificateCheck, { params: { token: url.split('/').at(-1) ?? '' } })
async function textOf(token: string, id: string) {
  const response = await fetchRoute(certificatePdf, { token, params: { id } })
  expect(response.status).toBe(200)
  const pages = await readPdf(new Uint8Array(await response.arrayBuffer()))
  return { pages, text: pages.map(({ all }) => all).join('') }
}

/** An owner with machines of these statuses. */
async function fleet(statuses: readonly ('APPROVED' | 'COLLECTED')[], seed: object = {}) {
  const owner = await ownerSession(db(), seed)
  const machines = []
  for (const status of statuses) {
    const { machineId } = await makeFiling(db(), status, { ownerId: owner.id })
    machines.push(await db().machine.findUniqueOrThrow({ where: { id: machineId ?? '' } }))
  }
  return { owner, machines, ids: machines.map(({ id }) => id) }
}

describe('a certificate', () => {
  it('says what the register says at that moment, and the same when it is downloaded again', async () => {
    const seed = { name: '张三丰', proved: false }
    const { owner, machines, ids } = await fleet(['COLLECTED', 'APPROVED'], seed)
    const { status, body } = await issue(owner.token, ids, ' 某某工程投标 ')
    expect(status, JSON.stringify(body)).toBe(201)
    expect(body).toMatchObject({ status: 'VALID', machines: 2, purpose: '某某工程投标', issuedBy: null })
    expect(body.number).toMatch(/^ZM\d{8}-[2-9A-Z]{8}$/)
    const days = (Date.parse(body.validUntil) - Date.parse(body.issuedAt)) / DAY_MS
    expect(days).toBeGreaterThan(30)
    expect(days).toBeLessThanOrEqual(31)

    const first = await textOf(owner.token, body.id)
    for (const part of [body.number, '张三丰', '某某工程投标', '登记有效', '号码尚未领取', '身份未核验'])
      expect(first.text).toContain(part)
    for (const { registrationNumber } of machines) expect(first.text).toContain(registrationNumber)
    expect(first.text).not.toContain(owner.idNumber)
    expect(first.text).not.toContain(owner.phone)
    await db().machine.update({ where: { id: ids[0] }, data: { status: 'CANCELLED' } })
    expect((await textOf(owner.token, body.id)).text).toBe(first.text)

    const events = await db().auditEvent.findMany({ where: { subjectId: body.id }, orderBy: { id: 'asc' } })
    expect(events.map(({ action }) => action)).toEqual([
      'certificate.issue',
      'certificate.download',
      'certificate.download',
    ])
    expect(JSON.stringify(events.map(({ details }) => details))).not.toContain('投标')
  })

  it('is drawn over several pages with its head and its number on each', async () => {
    const { owner, machines, ids } = await fleet(['COLLECTED'])
    const { body } = await issue(owner.token, ids)
    const [facts] = await db().certifiedMachine.findMany({ where: { certificateId: body.id } })
    await db().certifiedMachine.createMany({
      data: Array.from({ length: 199 }, (_, at) => ({
        certificateId: body.id,
        position: at + 2,
        machineId: ids[0] ?? '',
        facts: facts?.facts ?? {},
      })),
    })
    const { pages, text } = await textOf(owner.token, body.id)
    expect(pages.length).toBeGreaterThan(2)
    for (const [at, page] of pages.entries()) expect(page.all).toContain(`第${at + 1}页，共${pages.length}页`)
    for (const page of pages.slice(0, -1)) expect(page.all).toContain('机械出厂编号')
    for (const page of pages) expect(page.all).toContain(body.number)
    expect(text.split(machines[0]?.registrationNumber ?? '').length - 1).toBe(200)
  })

  it('is asked for of own machines only, and not of too many', async () => {
    const { owner, ids } = await fleet(['COLLECTED'])
    const foreign = await fleet(['COLLECTED'])
    const refused = await issue(owner.token, [...ids, ...foreign.ids])
    expect([refused.status, refused.body.errors?.[0]?.code]).toEqual([422, 'NOT_OWN'])
    expect((await issue(owner.token, [])).status).toBe(422)
    expect((await issue(owner.token, ids, '联系 13800001111')).body.errors?.[0]?.path).toBe('purpose')
    await db().setting.create({
      data: { key: 'certificate', divisionCode: '000000', value: { validDays: 7, mostMachines: 1 } },
    })
    const many = await issue(owner.token, [...ids, crypto.randomUUID()])
    expect(many.body.errors?.[0]?.code).toBe('TOO_MANY')
    const { body } = await issue(owner.token, ids)
    expect((Date.parse(body.validUntil) - Date.parse(body.issuedAt)) / DAY_MS).toBeLessThanOrEqual(8)
    await db().setting.deleteMany({ where: { key: 'certificate' } })
    expect(await db().certificate.count({ where: { accountId: owner.id } })).toBe(1)
  })

  it('is not issued while another account has the number of the document', async () => {
    const { owner, ids } = await fleet(['COLLECTED'], { proved: false })
    await db().account.update({ where: { id: owner.id }, data: { contestedIndex: `contested ${owner.id}` } })
    expect(await issue(owner.token, ids)).toMatchObject({ status: 403, body: { code: 'PROOF_REQUIRED' } })
  })

  it('of a unit is asked for by whoever may look, in the own name, and withdrawn by whoever may file', async () => {
    const unit = await fleet(['COLLECTED'], { type: 'UNIT' })
    const looker = await makeMember(db(), unit.owner.id, 'LOOK')
    const token = await actingToken(db(), unit.owner.id, looker.id)
    const { status, body } = await issue(token, unit.ids)
    expect([status, body.issuedBy]).toEqual([201, looker.name])
    const withdraw = (by: string) => callRoute(withdrawCertificate, { token: by, params: { id: body.id } })
    expect((await withdraw(token)).status).toBe(403)
    expect((await withdraw(unit.owner.token)).status).toBe(204)
    expect((await withdraw(unit.owner.token)).status).toBe(409)
    const pdf = await fetchRoute(certificatePdf, { token: unit.owner.token, params: { id: body.id } })
    expect(pdf.status).toBe(409)
  })

  it('cannot be made to say something else: the database refuses it', async () => {
    const { owner, ids } = await fleet(['COLLECTED'])
    const { body } = await issue(owner.token, ids)
    const where = { id: body.id }
    for (const data of [{ validUntil: new Date('2099-01-01') }, { ownerName: '别人' }, { token: 'x' }])
      await expect(db().certificate.update({ where, data })).rejects.toThrow()
    await expect(
      db().certifiedMachine.updateMany({ where: { certificateId: body.id }, data: { facts: {} } }),
    ).rejects.toThrow()
  })
})

describe('whoever scans it', () => {
  it('reads whether it is valid, the name masked of a person and whole of a unit; each check is recorded', async () => {
    const person = await fleet(['COLLECTED'], { name: '张三丰' })
    const one = (await issue(person.owner.token, person.ids)).body
    const seen = await check(one.checkUrl)
    expect(seen.body).toMatchObject({
      number: one.number,
      status: 'VALID',
      ownerName: '张*丰',
      changed: 0,
      machines: [
        { registrationNumber: person.machines[0]?.registrationNumber, state: 'ACTIVE', changes: [] },
      ],
    })
    expect(JSON.stringify(seen.body)).not.toContain('张三丰')
    const events = await db().auditEvent.findMany({
      where: { action: 'certificate.check', subjectId: one.id },
    })
    expect(events).toMatchObject([
      { actorKind: 'PUBLIC', details: { certificateState: 'VALID', changed: 0 } },
    ])
    const unit = await fleet(['COLLECTED'], { type: 'UNIT', name: '某某租赁有限公司' })
    const other = (await issue(unit.owner.token, unit.ids)).body
    expect((await check(other.checkUrl)).body.ownerName).toBe('某某租赁有限公司')
  })

  it('reads what has changed since: a cancellation, a corrected stage, another owner', async () => {
    const { owner, ids } = await fleet(['COLLECTED', 'COLLECTED', 'COLLECTED', 'COLLECTED'])
    const { body } = await issue(owner.token, ids)
    const set = (at: number, data: object) => db().machine.update({ where: { id: ids[at] }, data })
    await set(0, { status: 'CANCELLED' })
    await set(1, { emissionStage: '2' })
    await set(2, { ownerId: (await makeAccount(db())).id })
    const seen = (await check(body.checkUrl)).body
    expect([seen.status, seen.total, seen.changed]).toEqual(['VALID', 4, 3])
    const told = seen.machines.flatMap(({ changes }) => changes).join('\n')
    expect(told).toContain('登记状态：由“登记有效”变为“登记已注销”')
    expect(told).toContain('排放阶段：由“国三”变为“国二”')
    expect(told).toContain('机主已变更')
    // Undone: as certified again.
    await set(0, { status: 'ACTIVE' })
    expect((await check(body.checkUrl)).body.changed).toBe(2)
  })

  it('reads that it is over, withdrawn or unknown', async () => {
    const { owner, ids } = await fleet(['COLLECTED'])
    const { body } = await issue(owner.token, ids)
    const past = await db().certificate.create({
      data: {
        number: `ZM-${body.id}`,
        token: 'p'.repeat(22),
        accountId: owner.id,
        ownerName: '某人',
        ownerProved: false,
        issuedAt: new Date(Date.now() - 40 * DAY_MS),
        validUntil: new Date(Date.now() - DAY_MS),
      },
    })
    expect((await check(`/${past.token}`)).body.status).toBe('EXPIRED')
    await callRoute(withdrawCertificate, { token: owner.token, params: { id: body.id } })
    expect((await check(body.checkUrl)).body).toMatchObject({
      status: 'WITHDRAWN',
      ownerName: null,
      total: 1,
      machines: [],
    })
    expect(await check(`/${'A'.repeat(22)}`)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
    const { body: listed } = await callRoute<{ data: CertificateDto[] }>(listCertificates, {
      token: owner.token,
    })
    expect(listed.data.map(({ status }) => status)).toEqual(['WITHDRAWN', 'EXPIRED'])
  })
})
