import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import type { FilingDto } from '../schema/owner'

const { submitFiling: SUBMIT, createFiling: CREATE } = filingRoutes

type Answer = FilingDto & { code: string }

let owner: OwnerSession

const submit = (id: string, key?: string) =>
  callRoute<Answer>(SUBMIT, {
    params: { id },
    token: owner.token,
    headers: key ? { 'idempotency-key': key } : {},
  })
const create = (body: object, key: string, who = owner) =>
  callRoute<Answer>(CREATE, { body, token: who.token, headers: { 'idempotency-key': key } })

const ready = async () =>
  (
    await makeFiling(db(), 'DRAFT', {
      filerId: owner.id,
      content: { codes: { machineEnvCode: '88811111QH3111446' } },
    })
  ).id
const times = <T>(count: number, work: () => Promise<T>) => Promise.all(Array.from({ length: count }, work))

beforeAll(async () => {
  owner = await ownerSession(db())
})

describe('submitting at once', () => {
  it('succeeds once, whole, and is a conflict for the others', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await ready()
      const answers = await times(4, () => submit(id))
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
      expect(await db().filingRevision.count({ where: { filingId: id } })).toBe(1)
      expect(await db().auditEvent.count({ where: { subjectId: id, action: 'filing.submit' } })).toBe(1)
    }
  })

  it('answers all of one Idempotency-Key alike', async () => {
    const id = await ready()
    const key = randomUUID()
    const answers = await times(4, () => submit(id, key))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    for (const { body } of answers) expect(body).toEqual(answers[0]?.body)
    expect((await submit(id, key)).body).toEqual(answers[0]?.body)
    expect((await submit(id, randomUUID())).status).toBe(409)
  })

  it('stores no refusal: the same key may try again once the faults are corrected', async () => {
    const { id } = await makeFiling(db(), 'DRAFT', { filerId: owner.id, slots: [] })
    const key = randomUUID()
    expect((await submit(id, key)).status).toBe(422)
    expect((await submit(id, key)).status).toBe(422)
  })
})

describe('creating with an Idempotency-Key', () => {
  it('creates one draft, however many requests come at once', async () => {
    const key = randomUUID()
    const answers = await times(4, () => create({ plate: key.slice(0, 8) }, key))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    expect(await db().filing.count({ where: { plate: key.slice(0, 8) } })).toBe(1)
  })

  it('refuses the key with another body, and another account’s key is another key', async () => {
    const key = randomUUID()
    const first = await create({ plate: 'A' }, key)
    const mismatch = await create({ plate: 'B' }, key)
    expect([mismatch.status, mismatch.body.code]).toEqual([409, 'IDEMPOTENCY_MISMATCH'])
    const other = await create({ plate: 'A' }, key, await ownerSession(db()))
    expect(other.status).toBe(201)
    expect(other.body.id).not.toBe(first.body.id)
  })
})
