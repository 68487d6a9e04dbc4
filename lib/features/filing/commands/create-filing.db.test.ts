import { expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { ownerSession } from '@/testing/owner-session'
import { MAX_DRAFTS } from './create-filing'

type Answer = { code: string; detail: string }

it('has a limit of open drafts that no two requests pass together, and says what to do', async () => {
  const owner = await ownerSession(db())
  const { id } = await makeFiling(db(), 'DRAFT', { filerId: owner.id })
  const { content } = await db().filing.findUniqueOrThrow({ where: { id } })
  const sample = { filerId: owner.id, ownerId: owner.id, content: content ?? {} }
  await db().filing.createMany({ data: Array.from({ length: MAX_DRAFTS - 3 }, () => sample) })
  const create = () => callRoute<Answer>(filingRoutes.createFiling, { token: owner.token, body: {} })

  const answers = await Promise.all(Array.from({ length: 6 }, create))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409, 409, 409])
  const refusal = answers.find(({ status }) => status === 409)?.body
  expect(refusal).toMatchObject({ code: 'STATE_CONFLICT', detail: expect.stringContaining('500 份') })
  expect(refusal?.detail).toContain('删除不用的草稿')

  await callRoute(filingRoutes.deleteFiling, { params: { id }, token: owner.token })
  expect((await create()).status).toBe(201)
  expect((await create()).status).toBe(409)
  expect(await db().filing.count({ where: { filerId: owner.id, status: 'DRAFT' } })).toBe(MAX_DRAFTS)
})
