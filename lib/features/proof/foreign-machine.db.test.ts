import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { changeRoutes } from '@/lib/features/change/routes'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { ownerSession } from '@/testing/owner-session'
import { staffSession } from '@/testing/staff-session'

afterAll(stopWorkers)

type Problem = { code: string; detail: string }

test('an unproved account that names itself as the new owner learns nothing of a machine that is not its own, not even that there is one', async () => {
  const owner = await ownerSession(db(), { proved: false })
  const seller = await ownerSession(db())
  await staffSession(db(), 'COUNTER', '110101')
  const sides = { fromPhone: seller.phone, toPhone: owner.phone, toName: owner.name }
  const numbers = { fromIdNumber: seller.idNumber, toIdNumber: owner.idNumber }
  const made = await makeFiling(db(), 'COLLECTED', { ownerId: seller.id, districtCode: '110101' })
  const ids = [made.machineId ?? '', randomUUID()]
  const refusals = async (ask: (id: string) => Promise<{ status: number; body: Problem }>) => {
    const answers = await Promise.all(ids.map(ask))
    return answers.map(({ status, body: { code, detail } }) => ({ status, code, detail }))
  }
  const codes = await refusals((id) =>
    callRoute<Problem>(changeRoutes.transferCode, {
      params: { id },
      token: owner.token,
      body: { side: 'TO', ...sides },
    }),
  )
  const sale = { type: 'OWNER', ...sides, ...numbers, fromCode: '000000', toCode: '000000' }
  const sales = await refusals((id) =>
    callRoute<Problem>(changeRoutes.createChange, { params: { id }, token: owner.token, body: sale }),
  )
  for (const [foreign, unknown] of [codes, sales]) {
    expect(foreign).toMatchObject({ status: 403, code: 'PROOF_REQUIRED' })
    expect(foreign).toEqual(unknown)
  }
})
