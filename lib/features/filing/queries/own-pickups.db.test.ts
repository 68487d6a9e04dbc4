import { expect, test } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { ownerSession } from '@/testing/owner-session'
import type { OwnPickup } from '../schema/own-pickups'

type Answer = { data: OwnPickup[]; nextCursor: string | null }
const list = async (token: string, query: Record<string, string> = {}) =>
  (await callRoute<Answer>(filingRoutes.listOwnPickups, { token, query })).body

test('the waiting codes of owner and agent, with office and hours; not those collected, ended or of others', async () => {
  const owner = await ownerSession(db(), { type: 'UNIT' })
  const agent = await ownerSession(db())
  const made = []
  for (let n = 0; n < 3; n++) made.push(await makeFiling(db(), 'APPROVED', { ownerId: owner.id }))
  const [first, second, ended] = made
  const forOwner = await makeFiling(db(), 'APPROVED', { ownerId: owner.id, filerId: agent.id })
  await makeFiling(db(), 'COLLECTED', { ownerId: owner.id })
  await makeFiling(db(), 'SUBMITTED', { ownerId: owner.id })
  await makeFiling(db(), 'APPROVED')
  await db().machine.update({ where: { id: ended?.machineId ?? '' }, data: { status: 'REVOKED' } })

  const { data } = await list(owner.token)
  expect(data.map(({ filingId }) => filingId)).toEqual([first?.id, second?.id, forOwner.id])
  expect(data[0]).toMatchObject({
    code: first?.pickupCode,
    registrationNumber: first?.registrationNumber,
    owner: { id: owner.id },
  })
  expect(data[0]?.machine).toMatch(/\S+ \S+/)
  for (const part of ['name', 'address', 'phone', 'hours'] as const)
    expect(data[0]?.office[part]).not.toBe('')
  expect((await list(agent.token)).data.map(({ filingId }) => filingId)).toEqual([forOwner.id])

  const page = await list(owner.token, { limit: '2' })
  const rest = await list(owner.token, { limit: '2', cursor: page.nextCursor ?? '' })
  expect([page.data.length, rest.data.map(({ filingId }) => filingId), rest.nextCursor]).toEqual([
    2,
    [forOwner.id],
    null,
  ])

  const { id: batchId } = await db().filingBatch.create({ data: { accountId: owner.id, fileName: 'x' } })
  await db().filingBatchRow.create({
    data: { batchId, line: 3, content: {}, draftedAt: new Date(), filingId: second?.id ?? '' },
  })
  expect((await list(owner.token, { batchId })).data.map(({ filingId }) => filingId)).toEqual([second?.id])
})
