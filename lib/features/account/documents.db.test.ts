import { afterAll, describe, expect, it } from 'vitest'
import { changeRoutes } from '@/lib/features/change/routes'
import { pickupRoutes } from '@/lib/features/pickup/routes'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { makeFiling } from '@/prisma/factories/filing'
import { newForeignerNumber, newPersonNumber, newPhone, newUnitNumber } from '@/prisma/factories/identity'
import { nextNumber } from '@/prisma/factories/sequence'
import { callRoute } from '@/testing/call-route'
import { newestCode } from '@/testing/outbox'
import { ownerSession } from '@/testing/owner-session'
import { staffSession } from '@/testing/staff-session'
import { accountRoutes } from './routes'
import type { AccountDto, TokensDto } from './schema'

afterAll(stopWorkers)

type Answer = TokensDto & {
  account: AccountDto
  code?: string
  errors?: { path: string; message: string }[]
}

async function register(document: object) {
  const phone = newPhone()
  await callRoute(accountRoutes.sendCode, { body: { phone, purpose: 'REGISTER' } })
  const code = await newestCode(phone, 'REGISTER')
  const body = { type: 'PERSON', name: 'Anna Nowak', password: 'Excavator-2026', phone, code, ...document }
  return callRoute<Answer>(accountRoutes.createAccount, { body })
}

const digits = () => String(nextNumber()).slice(-8).padStart(8, '1')

describe('a person without a 居民身份证', () => {
  it.each([
    ['FOREIGNER_RESIDENCE', newForeignerNumber],
    ['FOREIGNER_RESIDENCE', () => `POL3100810621${digits().slice(-2)}`],
    ['HM_TRAVEL_PERMIT', () => `H${digits()}`],
    ['TAIWAN_TRAVEL_PERMIT', digits],
    ['PASSPORT', () => `E${digits()}`],
  ] as const)('registers with %s, once', async (documentKind, number) => {
    const idNumber = number()
    const { status, body } = await register({ documentKind, idNumber })
    expect([status, body.account?.documentKind]).toEqual([201, documentKind])
    const again = await register({ documentKind, idNumber: idNumber.toLowerCase() })
    expect([again.status, again.body.code]).toEqual([409, 'PHONE_TAKEN'])
  })

  it('without a word has the kind of the number, as other programs send it', async () => {
    expect((await register({ idNumber: newPersonNumber() })).body.account.documentKind).toBe('RESIDENT_ID')
    expect((await register({ idNumber: '810000199408230021' })).body.account.documentKind).toBe(
      'HMT_RESIDENCE',
    )
    const { account } = (await register({ type: 'UNIT', idNumber: newUnitNumber() })).body
    expect(account.documentKind).toBe('UNIT_CODE')
  })

  it.each([
    ['idNumber', '个人注册', { type: 'UNIT', idNumber: '11010519491231002X' }],
    ['idNumber', '单位注册', { idNumber: '91110000600037341L' }],
    ['idNumber', '居民身份证', { documentKind: 'PASSPORT', idNumber: '11010519491231002X' }],
    ['documentKind', '个人的证件类型', { documentKind: 'UNIT_CODE', idNumber: '11010519491231002X' }],
    ['documentKind', '统一社会信用代码', { type: 'UNIT', documentKind: 'PASSPORT', idNumber: 'E12345678' }],
    ['documentKind', '可选范围', { documentKind: 'MILITARY_ID', idNumber: '军字第12345号' }],
  ])('is told at %s what fits (%s)', async (path, words, document) => {
    const { status, body } = await register(document)
    expect(status).toBe(422)
    expect(body.errors?.find((error) => error.path === path)?.message).toContain(words)
  })

  it('sells, buys and collects by that number', async () => {
    const passport = { documentKind: 'PASSPORT' as const, idNumber: `E${digits()}` }
    const seller = await ownerSession(db(), { name: 'John Smith', ...passport })
    const idNumber = newForeignerNumber()
    const buyer = await ownerSession(db(), { documentKind: 'FOREIGNER_RESIDENCE', idNumber })
    const filing = await makeFiling(db(), 'APPROVED', { ownerId: seller.id, districtCode: '110101' })
    const { headers } = await staffSession(db(), 'COUNTER', '110101')
    const handOver = (number: string) =>
      callRoute(pickupRoutes.handOver, {
        params: { id: filing.pickupId ?? '' },
        headers,
        body: { collector: { kind: 'OWNER', name: 'john smith', idNumber: number }, items: ['CARD'] },
      })
    expect((await handOver('E00000009')).status).toBe(422)
    expect((await handOver(seller.idNumber.toLowerCase())).status).toBe(200)
    for (const [phone, purpose] of [
      [seller.phone, 'TRANSFER_FROM'],
      [buyer.phone, 'TRANSFER_TO'],
    ] as const)
      await callRoute(accountRoutes.sendCode, { body: { phone, purpose } })
    const answer = await callRoute(changeRoutes.createChange, {
      params: { id: filing.machineId ?? '' },
      token: seller.token,
      body: {
        type: 'OWNER',
        fromIdNumber: seller.idNumber,
        fromPhone: seller.phone,
        fromCode: await newestCode(seller.phone, 'TRANSFER_FROM'),
        toName: buyer.name,
        toIdNumber: buyer.idNumber,
        toPhone: buyer.phone,
        toCode: await newestCode(buyer.phone, 'TRANSFER_TO'),
      },
    })
    expect(answer.status).toBe(201)
  })

  it('collects for another with a passport, which is recorded', async () => {
    const filing = await makeFiling(db(), 'APPROVED', { districtCode: '110101' })
    const { headers } = await staffSession(db(), 'COUNTER', '110101')
    const body = { collector: { kind: 'OTHER', name: 'Anna Nowak', idNumber: 'E12345679' }, items: ['CARD'] }
    const handed = await callRoute(pickupRoutes.handOver, {
      params: { id: filing.pickupId ?? '' },
      headers,
      body,
    })
    expect(handed.status).toBe(200)
  })
})
