import { describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { staffSession } from '@/testing/staff-session'
import { inspectOutdated } from './jobs'

const reviewer = await staffSession(db(), 'REVIEWER')
const checksOf = async (id: string, code: string) => {
  const call = { params: { id }, headers: reviewer.headers }
  const { body } = await callRoute<DeskFiling>(filingRoutes.getDeskFiling, call)
  return body.checks.filter((check) => check.code === code)
}

describe('one agent for many owners', () => {
  it('is found once there are many, also of the filings before; others’ areas are counted, not shown', async () => {
    const agent = await makeAccount(db())
    const ids: string[] = []
    for (let count = 0; count < 5; count++) {
      const owner = await makeAccount(db())
      const districtCode = count === 0 ? '130203' : '110101'
      const filing = await makeFiling(db(), 'SUBMITTED', {
        ownerId: owner.id,
        filerId: agent.id,
        districtCode,
      })
      ids.push(filing.id)
      if (count === 3) while ((await inspectOutdated()) > 0);
    }
    const [away = '', first = '', ...others] = ids
    expect(await checksOf(first, 'BURST')).toMatchObject([{ result: 'CLEAR' }])
    while ((await inspectOutdated()) > 0);
    const [burst] = await checksOf(first, 'BURST')
    expect(burst).toMatchObject({
      result: 'DOUBT',
      text: expect.stringContaining('为 5 位机主提交了 5 件登记'),
    })
    expect(burst?.filingIds.toSorted()).toEqual(others.toSorted())
    expect(burst?.filingIds).not.toContain(away)
  })
})

describe('documents', () => {
  it('of owner and agent are checked without a trace of their numbers', async () => {
    const owner = await makeAccount(db(), { type: 'UNIT', idNumber: '91350100M0001TGQXM' })
    const agent = await makeAccount(db())
    const { id } = await makeFiling(db(), 'SUBMITTED', { ownerId: owner.id, filerId: agent.id })
    while ((await inspectOutdated()) > 0);
    expect(await checksOf(id, 'OWNER_ID')).toMatchObject([
      { result: 'DOUBT', text: '机主的统一社会信用代码校验码不符，请与证件核对' },
      { result: 'CLEAR', text: '被委托人的身份证号校验码正确' },
    ])
    const rows = JSON.stringify(await db().inspectionResult.findMany({ where: { filingId: id } }))
    for (const secret of [owner, agent].flatMap(({ idNumber, phone, name }) => [idNumber, phone, name]))
      expect(rows).not.toContain(secret)
  })
})
