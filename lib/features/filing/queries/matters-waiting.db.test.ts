import { beforeAll, describe, expect, test } from 'vitest'
import { correctionRoutes } from '@/lib/features/correction/routes'
import { disputeRoutes } from '@/lib/features/dispute/routes'
import { filingRoutes } from '@/lib/features/filing/routes'
import { holderRoutes } from '@/lib/features/holder/routes'
import { db } from '@/lib/server/database/db'
import { encrypt } from '@/lib/server/secrets/secrets'
import { makeAccount } from '@/prisma/factories/account'
import { makeCorrection } from '@/prisma/factories/correction'
import { makeHolder } from '@/prisma/factories/holder'
import { newPersonNumber } from '@/prisma/factories/identity'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'

const HOME = '130208'
const MATTERS = ['disputes', 'corrections', 'holders'] as const
type Counts = Partial<Record<(typeof MATTERS)[number], number>>

async function counted({ headers }: StaffSession): Promise<Counts> {
  const { body } = await callRoute<{ data: { slug: string; count: number }[] }>(filingRoutes.queues, {
    headers,
  })
  const all = new Map(body.data.map(({ slug, count }) => [slug, count]))
  return Object.fromEntries(MATTERS.flatMap((slug) => (all.has(slug) ? [[slug, all.get(slug)]] : [])))
}

/** As many as the pages list. */
async function listed({ headers }: StaffSession): Promise<Counts> {
  const pages = {
    disputes: disputeRoutes.listDisputes,
    corrections: correctionRoutes.listCorrections,
    holders: holderRoutes.listHolders,
  }
  const counts: Counts = {}
  for (const slug of MATTERS) {
    const query = { limit: '100' }
    const { body } = await callRoute<{ data: unknown[] }>(pages[slug], { headers, query })
    counts[slug] = body.data.length
  }
  return counts
}

async function dispute(status: 'OPEN' | 'REFUSED'): Promise<void> {
  const [claimantId, holderId] = [(await makeAccount(db())).id, (await makeAccount(db())).id]
  const area = { districtCode: HOME, cityCode: '130200', provinceCode: '130000' }
  const { id } = await db().identityDispute.create({ data: { claimantId, holderId, text: 'x', ...area } })
  const decidedBy = await staffSession(db(), 'SUPERVISOR', HOME)
  const end =
    status === 'OPEN'
      ? {}
      : {
          status,
          decidedAt: new Date(),
          decidedById: decidedBy.id,
          answer: encrypt('identity_dispute.answer', id, '不是'),
        }
  const text = encrypt('identity_dispute.text', id, '号码是我的')
  await db().identityDispute.update({ where: { id }, data: { text, ...end } })
}

beforeAll(async () => {
  await dispute('OPEN')
  await dispute('OPEN')
  await dispute('REFUSED')
  await makeCorrection(db(), HOME)
  const gone = await makeCorrection(db(), HOME)
  await db().correctionRequest.update({ where: { id: gone.id }, data: { text: null } })
  for (const districts of [[HOME, '110101'], ['110101']]) {
    const registrantId = (await makeAccount(db(), { proved: false })).id
    await makeHolder(db(), { name: '旧机主', idNumber: newPersonNumber(), registrantId, districts })
  }
  await makeHolder(db(), { name: '无人注册', idNumber: newPersonNumber(), districts: [HOME] })
})

describe('what waits besides filings and changes', () => {
  test('is counted as its pages list it, in the area', async () => {
    const supervisor = await staffSession(db(), 'SUPERVISOR', HOME)
    expect(await counted(supervisor)).toEqual({ disputes: 2, corrections: 1, holders: 1 })
    for (const area of [HOME, '130200', '110101', '000000']) {
      const who = await staffSession(db(), 'SUPERVISOR', area)
      expect(await counted(who), area).toEqual(await listed(who))
    }
  })

  test('is counted for who may do it', async () => {
    expect(await counted(await staffSession(db(), 'COUNTER', HOME))).toEqual({ holders: 1 })
    expect(await counted(await staffSession(db(), 'REVIEWER', HOME))).toEqual({})
  })
})
