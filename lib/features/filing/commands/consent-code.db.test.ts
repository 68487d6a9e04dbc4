import { afterAll, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { makeFiling } from '@/prisma/factories/filing'
import { newPhone } from '@/prisma/factories/identity'
import { callRoute } from '@/testing/call-route'
import { messagesTo, newestCode } from '@/testing/outbox'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'

afterAll(stopWorkers)

async function people() {
  const [agent, owner] = [await ownerSession(db()), await ownerSession(db(), { type: 'UNIT' })]
  const content = { machine: { brand: '小松', model: 'PC200', serial: 'KM2030' } }
  const draft = async () => (await makeFiling(db(), 'DRAFT', { filerId: agent.id, content })).id
  return { agent, owner, id: await draft(), other: await draft() }
}

const askCode = (who: OwnerSession, id: string, ownerPhone: string, ownerName: string) =>
  callRoute(filingRoutes.consentCode, { params: { id }, token: who.token, body: { ownerPhone, ownerName } })
const give = async (agent: OwnerSession, id: string, owner: OwnerSession) => {
  const body = {
    ...{ ownerName: owner.name, ownerPhone: owner.phone },
    code: await newestCode(owner.phone, 'AGENT_CONSENT'),
  }
  return callRoute(filingRoutes.ownerConsent, { params: { id }, token: agent.token, body })
}

it('the message names machine and agent, masked; the code consents to that filing alone', async () => {
  const { agent, owner, id, other } = await people()
  expect((await askCode(agent, id, owner.phone, owner.name)).status).toBe(202)
  const { text = '' } = (await messagesTo(owner.phone)).at(-1) ?? {}
  expect(text).toContain('小松 PC200（出厂编号 KM2030）')
  expect(text).toContain(`${agent.phone.slice(0, 3)}****${agent.phone.slice(-4)}`)
  expect(text).not.toContain(agent.phone)
  expect(text).not.toContain(agent.name)
  expect((await give(agent, other, owner)).status).toBe(422)
  expect((await give(agent, id, owner)).status).toBe(200)
  expect((await give(agent, id, owner)).status).toBe(422)
})

it('ends when the machine is another one by then', async () => {
  const { agent, owner, id } = await people()
  await askCode(agent, id, owner.phone, owner.name)
  const body = { machine: { serial: 'KM9999' } }
  await callRoute(filingRoutes.patchFiling, { params: { id }, token: agent.token, body })
  expect((await give(agent, id, owner)).body.code).toBe('CODE_INVALID')
  expect((await db().filing.findUniqueOrThrow({ where: { id } })).ownerId).not.toBe(owner.id)
})

it('says the same for a stranger’s phone and sends nothing; another account cannot ask', async () => {
  const { agent, owner, id } = await people()
  const phone = newPhone()
  const [known, unknown] = [
    await askCode(agent, id, owner.phone, owner.name),
    await askCode(agent, id, phone, owner.name),
  ]
  expect([unknown.status, unknown.body]).toEqual([known.status, known.body])
  expect(await messagesTo(phone)).toEqual([])
  expect((await askCode(owner, id, owner.phone, owner.name)).status).toBe(404)
})
