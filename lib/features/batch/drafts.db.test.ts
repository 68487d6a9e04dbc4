import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/server/database/db'
import { filledTable, type TypedRow, typedMachine } from '@/testing/batch-table'
import { callRoute } from '@/testing/call-route'
import { ownerSession } from '@/testing/owner-session'
import { draftRows, MAX_BATCH_DRAFTS } from './commands/draft-rows'
import { batchRoutes } from './routes'
import type { BatchDto, BatchRow } from './schema'

let token: string
let accountId: string
let mark = 0
beforeEach(async () => {
  const owner = await ownerSession(db())
  token = owner.token
  accountId = owner.id
  mark += 1
})

const fleet = (count: number): TypedRow[] =>
  Array.from({ length: count }, (_, n) => typedMachine(n, `${String.fromCharCode(64 + mark)}F`))

async function checked(rows: readonly TypedRow[]): Promise<BatchDto> {
  const file = { content: await filledTable(rows), name: '车队.xlsx' }
  return (await callRoute<BatchDto>(batchRoutes.checkBatch, { token, file })).body
}

const draft = (id: string) =>
  callRoute<BatchDto & { detail: string }>(batchRoutes.draftBatch, { token, params: { id } })
const batchOf = async (id: string) =>
  (await callRoute<BatchDto>(batchRoutes.getBatch, { token, params: { id } })).body
const rowsOf = async (id: string) =>
  (
    await callRoute<{ data: BatchRow[] }>(batchRoutes.batchRows, {
      token,
      params: { id },
      query: { limit: '100' },
    })
  ).body.data
const drafts = () => db().filing.count({ where: { filerId: accountId, status: 'DRAFT' } })

describe('drafts of a table', () => {
  it('are made once of each faultless row, with what was typed, and told what they lack', async () => {
    const { id } = await checked([...fleet(119), { ...typedMachine(990), 登记类型: '' }])
    expect((await draft(id)).body).toMatchObject({ status: 'DRAFTING' })
    // A second tap, and two workers at once.
    expect((await draft(id)).status).toBe(409)
    await Promise.all([draftRows(id), draftRows(id)])
    expect(await batchOf(id)).toMatchObject({
      status: 'DRAFTED',
      rows: 120,
      faulty: 1,
      drafted: 119,
      waiting: 0,
    })
    expect(await drafts()).toBe(119)
    expect((await draft(id)).status).toBe(409)
    await draftRows(id)
    expect(await drafts()).toBe(119)

    const [first] = await rowsOf(id)
    expect(first).toMatchObject({ state: 'MISSING', filingStatus: 'DRAFT', filingNumber: null })
    expect(first?.missing).toContain('机身正面照片')
    expect(first?.title).toMatch(/^挖掘机 .FSE215-00000$/)
    const { content } = await db().filing.findUniqueOrThrow({ where: { id: first?.filingId ?? '' } })
    expect(content).toMatchObject({
      kind: 'MACHINE',
      districtCode: '110101',
      hasNameplate: true,
      machine: { categoryCode: 'EXCAVATOR', manufacturedOn: '2019-04-18', ratedPowerKw: 131 },
      engine: { emissionStage: '3', manufacturedOn: '2019-03' },
    })
    const created = { action: 'filing.create', actorId: accountId }
    expect(await db().auditEvent.count({ where: created })).toBe(119)
  })

  it('go on where a job was cut off', async () => {
    const { id } = await checked(fleet(60))
    await draft(id)
    // As after a kill within the second piece: the first fifty are committed.
    await db().filingBatchRow.updateMany({
      where: { batchId: id, line: { gt: 52 } },
      data: { refusal: '暂停' },
    })
    await draftRows(id)
    expect(await drafts()).toBe(50)
    await db().filingBatchRow.updateMany({ where: { batchId: id, refusal: '暂停' }, data: { refusal: null } })
    await db().filingBatch.update({ where: { id }, data: { status: 'DRAFTING' } })
    await draftRows(id)
    expect(await drafts()).toBe(60)
  })

  it('are not doubled by the same table uploaded twice', async () => {
    const rows = fleet(3)
    const [one, two] = [await checked(rows), await checked(rows)]
    await draft(one.id)
    await draftRows(one.id)
    await draft(two.id)
    await draftRows(two.id)
    expect(await drafts()).toBe(3)
    expect(await batchOf(two.id)).toMatchObject({ drafted: 0, refused: 3 })
    expect((await rowsOf(two.id))[0]?.refusal).toContain('与您的一份草稿相同')
  })

  it('that were deleted are not made again', async () => {
    const { id } = await checked(fleet(2))
    await draft(id)
    await draftRows(id)
    await db().filing.deleteMany({ where: { filerId: accountId } })
    expect((await rowsOf(id)).map(({ state }) => state)).toEqual(['GONE', 'GONE'])
    expect((await draft(id)).status).toBe(409)
  })

  it('are deleted all or as chosen, each with its record, and not while a job works', async () => {
    const { id } = await checked(fleet(5))
    await draft(id)
    const remove = (body: object) =>
      callRoute<BatchDto & { detail: string }>(batchRoutes.deleteDrafts, { token, params: { id }, body })
    expect((await remove({ count: 5 })).status).toBe(409)
    await draftRows(id)
    expect((await remove({ count: 5, lines: [3, 4] })).body.detail).toContain('2 份')
    const { token: stranger } = await ownerSession(db())
    const body = { count: 2, lines: [3, 4] }
    expect(
      (await callRoute(batchRoutes.deleteDrafts, { token: stranger, params: { id }, body })).status,
    ).toBe(404)
    expect((await remove(body)).status).toBe(200)
    expect((await rowsOf(id)).map(({ state }) => state)).toEqual([
      'GONE',
      'GONE',
      'MISSING',
      'MISSING',
      'MISSING',
    ])
    expect((await remove({ count: 2, except: [7] })).status).toBe(200)
    expect(await drafts()).toBe(1)
    const deleted = { action: 'filing.delete', actorId: accountId }
    expect(await db().auditEvent.count({ where: deleted })).toBe(4)
  })

  it('have a limit of their own, which leaves room for those of the form', async () => {
    const { id } = await checked(fleet(2))
    const { id: other } = await db().filingBatch.create({
      data: { accountId, fileName: 'x', unknownColumns: [] },
    })
    await db().$executeRaw`WITH made AS (INSERT INTO filing (id, "filerId", "ownerId", "updatedAt")
        SELECT gen_random_uuid(), ${accountId}::uuid, ${accountId}::uuid, now() FROM generate_series(1, ${MAX_BATCH_DRAFTS - 1})
        RETURNING id)
      INSERT INTO filing_batch_row ("batchId", line, content, "draftedAt", "filingId")
        SELECT ${other}::uuid, row_number() OVER (), '{}', now(), id FROM made`
    const refused = await draft(id)
    expect(refused.status).toBe(409)
    expect(refused.body.detail).toContain('4999 份')
    const { filingRoutes } = await import('@/lib/features/filing/routes')
    expect((await callRoute(filingRoutes.createFiling, { token, body: {} })).status).toBe(201)
  })
})
