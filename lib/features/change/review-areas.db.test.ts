import { beforeAll, describe, expect, test } from 'vitest'
import { changeRoutes } from '@/lib/features/change/routes'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import type { Route } from '@/lib/server/http/define-route'
import { makeChange } from '@/prisma/factories/change'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import type { ChangeRow, DeskChange } from './schema/console'

const {
  approveChange: APPROVE,
  returnChange: RETURN,
  getDeskChange: DESK,
  listChangeQueue: LIST,
} = changeRoutes
const { queues: QUEUES } = filingRoutes

type Problem = { code: string }
type Rows = { data: ChangeRow[]; nextCursor: string | null }

let reviewer: StaffSession
let neighbour: StaffSession
beforeAll(async () => {
  reviewer = await staffSession(db(), 'REVIEWER')
  neighbour = await staffSession(db(), 'REVIEWER', '110108')
})

const ask = <T = Problem>(route: Route, id: string, body?: unknown, who = reviewer) =>
  callRoute<T>(route, { params: { id }, body, headers: who.headers })
const list = (query: Record<string, string>, who = reviewer) =>
  callRoute<Rows>(LIST, { query, headers: who.headers })

describe('areas', () => {
  test('what waits is seen and decided in its own area only', async () => {
    const { id } = await makeChange(db())
    for (const route of [DESK, APPROVE, RETURN])
      expect(
        (await ask(route, id, route === DESK ? undefined : { version: 1, comment: 'x' }, neighbour)).status,
      ).toBe(404)
    const own = await list({ queue: 'waiting', limit: '100' })
    expect(own.body.data.map((row) => row.id)).toContain(id)
    const theirs = await list({ queue: 'waiting', limit: '100' }, neighbour)
    expect(theirs.body.data.map((row) => row.id)).not.toContain(id)
  })

  test('a move is seen by both bureaus and by the city, not elsewhere', async () => {
    const after = { districtCode: '110108' }
    const { id } = await makeChange(db(), {
      type: 'PLACE',
      status: 'DONE',
      before: { districtCode: '110101' },
      after,
    })
    const city = await staffSession(db(), 'SUPERVISOR', '110000')
    const elsewhere = await staffSession(db(), 'SUPERVISOR', '130200')
    for (const who of [reviewer, neighbour, city]) {
      const { body } = await list({ queue: 'done', limit: '100' }, who)
      expect(body.data.find((row) => row.id === id)).toMatchObject({
        what: '迁至 北京市 海淀区',
        districtName: '北京市 东城区',
        toDistrictName: '北京市 海淀区',
      })
      expect((await ask<DeskChange>(DESK, id, undefined, who)).body.actions).toEqual([])
    }
    const far = await list({ queue: 'done', limit: '100' }, elsewhere)
    expect(far.body.data.map((row) => row.id)).not.toContain(id)
    expect((await ask(DESK, id, undefined, elsewhere)).status).toBe(404)
    expect((await ask(APPROVE, id, { version: 1 }, neighbour)).body.code).toBe('STATE_CONFLICT')
  })

  test('the whole country is seen with what moves and what stays', async () => {
    const { id } = await makeChange(db())
    const nation = await staffSession(db(), 'SUPERVISOR', '000000')
    expect((await list({ queue: 'waiting', limit: '100' }, nation)).body.data.map((row) => row.id)).toContain(
      id,
    )
    expect((await ask(DESK, id, undefined, nation)).status).toBe(200)
  })

  test('counters read, they do not decide', async () => {
    const { id } = await makeChange(db())
    const counter = await staffSession(db(), 'COUNTER')
    expect((await ask<DeskChange>(DESK, id, undefined, counter)).body).toMatchObject({
      actions: [],
      machine: { filingId: null },
    })
    expect((await ask(APPROVE, id, { version: 1 }, counter)).status).toBe(403)
  })

  test('the queues page, the oldest waiting first, the last decided first', async () => {
    const there = await staffSession(db(), 'REVIEWER', '130202')
    const ids: string[] = []
    for (const minutes of [3, 2, 1]) {
      const submittedAt = new Date(Date.now() - minutes * 60_000)
      ids.push((await makeChange(db(), { submittedAt, filing: { districtCode: '130202' } })).id)
    }
    const counts = await callRoute<{ data: { slug: string; count: number }[] }>(QUEUES, {
      headers: there.headers,
    })
    expect(counts.body.data.find(({ slug }) => slug === 'changes')?.count).toBe(3)
    const first = await list({ queue: 'waiting', limit: '2' }, there)
    const second = await list({ queue: 'waiting', limit: '2', cursor: first.body.nextCursor ?? '' }, there)
    expect([...first.body.data, ...second.body.data].map(({ id }) => id)).toEqual(ids)
    for (const id of ids) await ask(RETURN, id, { version: 1, comment: '照片不清晰' }, there)
    const returned = await list({ queue: 'returned' }, there)
    expect(returned.body.data.map(({ id }) => id)).toEqual(ids.toReversed())
  })
})
