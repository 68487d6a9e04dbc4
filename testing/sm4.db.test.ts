import { beforeAll, expect, it, vi } from 'vitest'
import { accountRoutes } from '@/lib/features/account/routes'
import { sealAudit } from '@/lib/features/audit/commands/seal'
import { verifyAudit } from '@/lib/features/audit/queries/verify'
import { pickupRoutes } from '@/lib/features/pickup/routes'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { keyIdOf } from '@/lib/server/secrets/ciphertext'
import { openIdNumber, openPhone } from '@/lib/server/secrets/personal'
import { makeFiling } from '@/prisma/factories/filing'
import { newPersonNumber, newPhone } from '@/prisma/factories/identity'
import { callRoute } from './call-route'
import { newestCode } from './outbox'
import { staffSession } from './staff-session'

vi.hoisted(() => {
  process.env.CRYPTO_PROVIDER = 'sm4'
})

const PASSWORD = 'Nrmm-2026-mima'
const phone = newPhone()
const idNumber = newPersonNumber()

beforeAll(() => () => stopWorkers())

it('a registry that begins with SM4 registers, finds and signs in people as any other', async () => {
  await callRoute(accountRoutes.sendCode, { body: { phone, purpose: 'REGISTER' } })
  const code = await newestCode(phone, 'REGISTER')
  const body = { type: 'PERSON', name: '张三', idNumber, phone, code, password: PASSWORD }
  const created = await callRoute<{ account: { id: string } }>(accountRoutes.createAccount, { body })
  expect(created.status).toBe(201)
  const row = await db().account.findUniqueOrThrow({ where: { id: created.body.account.id } })
  expect([row.idNumber, row.phone].map((text) => keyIdOf(text ?? '')?.slice(0, 4))).toEqual(['sm4-', 'sm4-'])
  expect([openIdNumber(row), openPhone(row)]).toEqual([idNumber, phone])
  const opened = await callRoute<{ accessToken: string }>(accountRoutes.openSession, {
    body: { phone, password: PASSWORD },
  })
  const me = await callRoute<{ id: string }>(accountRoutes.me, { token: opened.body.accessToken })
  expect([opened.status, me.status, me.body.id]).toEqual([201, 200, row.id])
  const headers = (await staffSession(db(), 'COUNTER', '110101')).headers
  const filing = await makeFiling(db(), 'APPROVED', { ownerId: row.id })
  for (const input of [{ phone }, { idTail: idNumber.slice(-4), name: '张三' }]) {
    const found = await callRoute<{ data: { id: string }[] }>(pickupRoutes.lookupPickups, {
      headers,
      body: input,
    })
    expect(found.body.data.map(({ id }) => id)).toEqual([filing.pickupId])
  }
  await sealAudit()
  expect(await verifyAudit()).toMatchObject({ intact: true, waitingCount: 0 })
})
