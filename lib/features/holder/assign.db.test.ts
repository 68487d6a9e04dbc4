import { describe, expect, it } from 'vitest'
import type { Page } from '@/lib/core/page'
import { holderRoutes } from '@/lib/features/holder/routes'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeHolder } from '@/prisma/factories/holder'
import { callRoute } from '@/testing/call-route'
import { staffSession } from '@/testing/staff-session'
import type { WaitingHolder } from './schema'

const { assignHolder: assignRoute, revealHolder: revealRoute, listHolders: listRoute } = holderRoutes

const audited = (action: string, subjectId: string) =>
  db().auditEvent.findMany({ where: { action, subjectId }, orderBy: { id: 'asc' } })

async function listed(headers: Record<string, string>): Promise<WaitingHolder[]> {
  const found: WaitingHolder[] = []
  let cursor: string | null = null
  do {
    const query: Record<string, string> = cursor ? { cursor, limit: '2' } : { limit: '2' }
    const { body }: { body: Page<WaitingHolder> } = await callRoute(listRoute, { query, headers })
    found.push(...body.data)
    cursor = body.nextCursor
  } while (cursor)
  return found
}

describe('the officer’s list', () => {
  async function waiting(districts: readonly string[]) {
    const account = await makeAccount(db(), { name: '注册名' })
    const holder = await makeHolder(db(), {
      name: '旧系统名',
      idNumber: account.idNumber,
      registrantId: account.id,
      districts,
    })
    return {
      account,
      ...holder,
      body: {
        accountId: account.id,
        machineCount: 1,
        reason: '核对执照，单位更名',
        idTail: account.idNumber.slice(-4),
      },
    }
  }
  const assign = (id: string, body: object, headers: Record<string, string>) =>
    callRoute<{ machineCount: number; code?: string }>(assignRoute, { params: { id }, body, headers })

  it('shows both, masked, to the officers of the machines’ area alone, page after page', async () => {
    const made = [
      await waiting(['110101', '110101']),
      await waiting(['110101', '130203']),
      await waiting(['110101']),
    ]
    const counter = await staffSession(db(), 'COUNTER', '110101')
    const rows = await listed(counter.headers)
    for (const { id, account } of made)
      expect(rows.filter((row) => row.id === id)).toMatchObject([
        {
          holder: { name: '旧系统名', phoneMasked: '未登记', documentLabel: '身份证号' },
          account: { id: account.id, name: '注册名' },
        },
      ])
    expect(JSON.stringify(rows)).not.toContain(made[0]?.account.idNumber)
    expect(rows.find(({ id }) => id === made[1]?.id)?.machineCount).toBe(1)
    const elsewhere = await staffSession(db(), 'COUNTER', '440106')
    expect(await listed(elsewhere.headers)).toEqual([])
  })

  it('gives the area’s machines to the account: owner, search, history, record', async () => {
    const { id, account, machineIds, body } = await waiting(['110101', '130203'])
    const [here = '', there = ''] = machineIds
    const supervisor = await staffSession(db(), 'SUPERVISOR', '110101')
    expect(await assign(id, body, supervisor.headers)).toMatchObject({
      status: 200,
      body: { machineCount: 1 },
    })
    const ownerOf = async (machine: string) =>
      (await db().machine.findUniqueOrThrow({ where: { id: machine } })).ownerId
    expect([await ownerOf(here), await ownerOf(there)]).toEqual([account.id, id])
    expect(await audited('holder.assign', id)).toMatchObject([
      { actorId: supervisor.id, details: { account: account.id, machines: 1, reason: body.reason } },
    ])
    expect(await audited('machine.assign-owner', here)).toMatchObject([
      { districtCode: '110101', details: { holder: id, account: account.id } },
    ])
    const grams = await db().machineOwnerGram.findMany({ where: { machineId: here } })
    expect(grams.map(({ gram }) => gram).toSorted()).toEqual(['册名', '注册'])
    expect((await assign(id, body, supervisor.headers)).status).toBe(404)
    expect((await listed(supervisor.headers)).some((row) => row.id === id)).toBe(false)
    const other = await staffSession(db(), 'SUPERVISOR', '130203')
    expect((await listed(other.headers)).some((row) => row.id === id)).toBe(true)
  })

  it('refuses what the officer did not see: another account, another number of machines, no reason', async () => {
    const { id, body, machineIds } = await waiting(['110101', '110101'])
    const { headers } = await staffSession(db(), 'COUNTER', '110101')
    const stranger = await makeAccount(db())
    expect((await assign(id, { ...body, machineCount: 2, accountId: stranger.id }, headers)).body.code).toBe(
      'VERSION_CONFLICT',
    )
    expect((await assign(id, body, headers)).body.code).toBe('VERSION_CONFLICT')
    expect((await assign(id, { ...body, machineCount: 2, reason: ' ' }, headers)).status).toBe(422)
    const owners = await db().machine.findMany({
      where: { id: { in: machineIds } },
      select: { ownerId: true },
    })
    expect(owners).toEqual([{ ownerId: id }, { ownerId: id }])
    expect(await audited('holder.assign', id)).toEqual([])
  })

  it('asks the counter for the last four characters, as read from the document, and counts wrong ones', async () => {
    const { id, body, machineIds } = await waiting(['110101'])
    const { headers } = await staffSession(db(), 'COUNTER', '110101')
    expect((await assign(id, { ...body, idTail: undefined }, headers)).status).toBe(422)
    const idTail = body.idTail === '0000' ? '1111' : '0000'
    for (let wrong = 1; wrong <= 5; wrong++)
      expect((await assign(id, { ...body, idTail }, headers)).status).toBe(422)
    expect((await assign(id, body, headers)).body.code).toBe('LOCKED')
    expect(await db().identityMiss.count({ where: { accountId: id } })).toBe(5)
    const [machine] = await db().machine.findMany({ where: { id: { in: machineIds } } })
    expect(machine?.ownerId).toBe(id)
  })

  it('shows whole numbers on record', async () => {
    const { id, account } = await waiting(['110101'])
    const { headers } = await staffSession(db(), 'SUPERVISOR', '110101')
    const reveal = (party: string) => callRoute(revealRoute, { params: { id }, body: { party }, headers })
    expect((await reveal('ACCOUNT')).body).toEqual({ idNumber: account.idNumber, phone: account.phone })
    expect((await reveal('HOLDER')).body).toEqual({ idNumber: account.idNumber, phone: '未登记' })
    expect(await audited('holder.reveal', account.id)).toHaveLength(1)
    const [event] = await audited('holder.reveal', id)
    expect(event).toMatchObject({ details: { party: 'HOLDER' } })
    expect(JSON.stringify(event?.details)).not.toContain(account.phone)
  })

  it('shows the counter not a digit of a document: it reads them from the document', async () => {
    const { id, account } = await waiting(['110101'])
    const { headers } = await staffSession(db(), 'COUNTER', '110101')
    const rows = await listed(headers)
    expect(rows.find((row) => row.id === id)).toMatchObject({
      holder: { idNumberMasked: '******' },
      account: { idNumberMasked: '******' },
    })
    expect(JSON.stringify(rows)).not.toContain(`****${account.idNumber.slice(-4)}`)
    for (const party of ['HOLDER', 'ACCOUNT'])
      expect((await callRoute(revealRoute, { params: { id }, body: { party }, headers })).status).toBe(403)
    expect(await audited('holder.reveal', id)).toEqual([])
  })
})
