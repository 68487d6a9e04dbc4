import { afterAll, expect, test } from 'vitest'
import { accountRoutes } from '@/lib/features/account/routes'
import { changeRoutes } from '@/lib/features/change/routes'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { newestCode } from '@/testing/outbox'
import { ownerSession } from '@/testing/owner-session'

const { createChange } = changeRoutes
const { sendCode: sendRoute } = accountRoutes

afterAll(stopWorkers)

async function codeOf(phone: string, purpose: 'TRANSFER_FROM' | 'TRANSFER_TO') {
  await callRoute(sendRoute, { body: { phone, purpose } })
  return newestCode(phone, purpose)
}

test.each([
  ['唐山（京东）机械有限公司', '唐山(京东)机械\u00a0有限公司', 201],
  ['⻓沙⻢⼯机械有限公司', '长沙马工\u00ad机械有限公司', 201],
  ['阿卜杜拉·买买提运输队', '阿卜杜拉•买买提运输队', 201],
  ['Grégoire O’Brien', "Gre\u0301goire O'Brien", 201],
  ['Grégoire O’Brien', "Gregoire O'Brien", 422],
  ['长沙马工机械有限公司', '常沙马工机械有限公司', 422],
])(
  'a machine goes to %s by the name %s, phones and ID numbers in any spelling: %i',
  async (name, toName, answer) => {
    const seller = await ownerSession(db())
    const buyer = await ownerSession(db(), { type: 'UNIT', name })
    const { machineId } = await makeFiling(db(), 'COLLECTED', { ownerId: seller.id })
    const body = {
      type: 'OWNER',
      fromIdNumber: `${seller.idNumber.slice(0, 6)}\u00ad${seller.idNumber.slice(6)}`.toLowerCase(),
      fromPhone: `（+86）${seller.phone}\u202c`,
      fromCode: await codeOf(seller.phone, 'TRANSFER_FROM'),
      toName,
      toIdNumber: buyer.idNumber,
      toPhone: `0086-${buyer.phone}`,
      toCode: await codeOf(buyer.phone, 'TRANSFER_TO'),
    }
    const params = { id: machineId ?? '' }
    const { status, body: said } = await callRoute<{ detail?: string }>(createChange, {
      params,
      body,
      token: seller.token,
    })
    const { ownerId } = await db().machine.findUniqueOrThrow({ where: params })
    expect([status, ownerId]).toEqual([answer, answer === 201 ? buyer.id : seller.id])
    const foreign = /[a-z]/i.test(toName)
    expect(said.detail?.includes('é 不同于 e') ?? false).toBe(status === 422 && foreign)
  },
)
