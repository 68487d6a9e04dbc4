import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { db } from '@/lib/server/database/db'
import { makePhoto } from '@/prisma/factories/photo'
import { bearer, type Credentials } from './access-actors'
import type { Answer } from './access-call'
import { faultsOf, routes } from './access-routes'
import { AccessTable, isServed, routeOf, titlesOf, unknownRows } from './access-table'

/** The access table of owner and public routes, and checks of every route. */

let table: AccessTable
beforeAll(async () => {
  table = await AccessTable.open()
}, 120_000)
afterAll(() => table.close('owners and public'))

describe('every route', () => {
  it('says in its declaration what belongs together', () => {
    expect(routes.flatMap(faultsOf)).toEqual([])
    expect(routes.length).toBeGreaterThan(100)
  })

  it('names in its path only rows that this table can make', () => {
    expect(unknownRows()).toEqual([])
  })
})

describe('owners', () => {
  it.each(titlesOf('account'))(
    '%s serves its owner, refuses strangers and who is not signed in',
    async (name) => {
      const route = routeOf(name)
      const row = await table.rowFor(route)
      const before = await row?.state()
      const [supervisor] = table.callers.filter(({ role }) => role === 'SUPERVISOR')
      const outside: [string, Credentials][] = [
        ['nobody', {}],
        ['ended session', await bearer(table.owners.own.id, true)],
        ['forged token', { authorization: 'Bearer a.b.c' }],
        ['staff', supervisor?.credentials ?? {}],
      ]
      const wrong: string[] = []
      for (const input of table.inputsOf(route, row)) {
        for (const [who, credentials] of outside) {
          const { status } = await table.send(route, input, credentials)
          if (status !== 401) wrong.push(`${who}: ${status}`)
        }
        const stranger = await table.send(route, input, await bearer(table.owners.stranger.id))
        if (row ? stranger.status !== 404 : !isServed(route, stranger))
          wrong.push(`stranger: ${stranger.status}`)
        if ([...table.fixtureIds, ...(row?.traces ?? [])].some((trace) => stranger.text.includes(trace)))
          wrong.push('stranger sees it')
      }
      expect(wrong).toEqual([])
      expect(await row?.state()).toEqual(before)
      for (const input of table.inputsOf(route, row)) {
        const own = await table.send(route, input, await bearer(row?.owner ?? table.owners.own.id))
        expect({ name, ...own }).toSatisfy((answer: Answer) => isServed(route, answer))
      }
    },
  )
})

describe('a photo', () => {
  it('is put into filings by its uploader only', async () => {
    const route = routeOf('POST /api/v1/filings')
    const { id } = await makePhoto(db(), table.owners.own.id)
    const body = { photos: [{ slot: 'BODY_FRONT', photoId: id }] }
    const file = async (accountId: string) =>
      table.send(route, { params: {}, query: {}, body }, await bearer(accountId))
    expect((await file(table.owners.own.id)).status).toBe(201)
    const refused = await file(table.owners.stranger.id)
    expect(refused.status).toBe(422)
    expect(await db().filingPhoto.count({ where: { photoId: id } })).toBe(1)
  })
})

describe('the public', () => {
  it.each(titlesOf('public'))('%s asks nobody to sign in', async (name) => {
    const route = routeOf(name)
    for (const input of table.inputsOf(route, await table.rowFor(route))) {
      const answer = await table.send(route, input, {})
      expect(answer.status).toBeLessThan(500)
      expect(['UNAUTHENTICATED', 'FORBIDDEN', 'CROSS_ORIGIN', 'NOT_FOUND']).not.toContain(answer.code)
    }
  })
})
