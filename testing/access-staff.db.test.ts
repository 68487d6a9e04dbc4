import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ACCESS } from '@/lib/core/access'
import type { StaffRole } from '@/lib/core/actor'
import type { Route } from '@/lib/server/http/define-route'
import { bearer, type Credentials, isInside, type StaffCaller, signedOutStaff } from './access-actors'
import { NAMED } from './access-bodies'
import type { Answer } from './access-call'
import type { Resource } from './access-resources'
import { AccessTable, isServed, routeOf, titlesOf } from './access-table'

/**
 * The table of every declared staff route × every role × own, upper, neighbouring and distant area × signed-out, run
 * against the real handlers and a real database. What is expected follows from lib/core/access.ts and the area alone.
 */

/** Lists that hold nothing of one area only, or only one's own. */
const WITHOUT_AREA =
  /^GET \/api\/console\/(?:settings|lists|divisions|catalogue|queues|me|saved-searches|watches|alerts|exports)/

const isPlainRead = ({ endpoint }: Route) => endpoint.method === 'GET' && !endpoint.path.includes('{')

let table: AccessTable
beforeAll(async () => {
  table = await AccessTable.open()
}, 120_000)
afterAll(() => table.close('staff'))

/** 403 for a role that may not, 404 for a row of another area, else whatever the rules behind it say. */
function expectedOf(
  caller: StaffCaller,
  roles: readonly StaffRole[],
  row: Resource | null,
): number | 'served' {
  if (!roles.includes(caller.role)) return 403
  if (row?.ofAnother) return 404
  return row && !row.everywhere && !isInside(caller.area) ? 404 : 'served'
}

describe('staff', () => {
  it.each(titlesOf('staff'))('%s refuses who is not signed in', async (name) => {
    const asked = routeOf(name)
    const [role] = ACCESS[asked.endpoint.action ?? 'console.use']
    const row = await table.rowFor(asked)
    const before = await row?.state()
    const wrong: string[] = []
    for (const [who, credentials] of await signedOutStaff(role, await bearer(table.owners.own.id))) {
      for (const input of table.inputsOf(asked, row)) {
        const { status } = await table.ask(asked, input, credentials)
        if (status !== 401) wrong.push(`${who}: ${status}`)
      }
    }
    expect(wrong).toEqual([])
    expect(await row?.state()).toEqual(before)
  })

  it.each(titlesOf('staff'))('%s refuses roles and areas that may not, and nobody else', async (name) => {
    const asked = routeOf(name)
    const roles: readonly StaffRole[] = ACCESS[asked.endpoint.action ?? 'console.use']
    const kept = await table.rowFor(asked)
    const before = await kept?.state()
    const wrong: string[] = []
    for (const caller of table.callers) {
      const expected = expectedOf(caller, roles, kept)
      const row =
        expected === 'served' && kept && asked.endpoint.method !== 'GET' ? await table.rowFor(asked) : kept
      for (const input of table.inputsOf(asked, row)) {
        const answer = await table.ask(asked, input, caller.credentials)
        const fits = expected === 'served' ? isServed(asked, answer) : answer.status === expected
        if (!fits)
          wrong.push(`${caller.role} ${caller.area}: ${answer.status} ${answer.code}, not ${expected}`)
        const traces = isInside(caller.area) ? [] : [...table.furniture, ...(kept?.traces ?? [])]
        const seen = traces.find((trace) => answer.status < 300 && answer.text.includes(trace))
        if (seen) wrong.push(`${caller.role} ${caller.area} sees ${seen}`)
      }
    }
    expect(wrong).toEqual([])
    if (asked.endpoint.method !== 'GET') expect(await kept?.state()).toEqual(before)
  })

  it.each(titlesOf('staff', isPlainRead))('%s shows what lies in the own area', async (name) => {
    const asked = routeOf(name)
    const roles: readonly StaffRole[] = ACCESS[asked.endpoint.action ?? 'console.use']
    const answers: Answer[] = []
    for (const caller of table.callers.filter(({ role, area }) => roles.includes(role) && isInside(area))) {
      for (const input of table.inputsOf(asked, null))
        answers.push(await table.ask(asked, input, caller.credentials))
    }
    expect(answers.filter((answer) => !isServed(asked, answer))).toEqual([])
    const lists = answers.some(({ text }) => text.includes('"data":['))
    const shows = table.furniture.some((trace) => answers.some(({ text }) => text.includes(trace)))
    expect(shows || !lists || WITHOUT_AREA.test(name)).toBe(true)
  })

  it.each(titlesOf('staff'))('%s refuses calls that another site made', async (name) => {
    const asked = routeOf(name)
    const [role] = ACCESS[asked.endpoint.action ?? 'console.use']
    const caller = table.callers.find((each) => each.role === role && each.area === 'own')
    const row = await table.rowFor(asked)
    const before = await row?.state()
    const sites: Credentials[] = [
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]
    for (const site of sites) {
      const [input] = table.inputsOf(asked, row)
      if (!input) throw new Error('no input')
      const answer = await table.ask(asked, input, { ...caller?.credentials, ...site })
      expect(answer).toMatchObject({ status: 403, code: 'CROSS_ORIGIN' })
    }
    expect(await row?.state()).toEqual(before)
  })
})

describe('counts', () => {
  it('of the queues hold nothing from outside', async () => {
    const asked = routeOf('GET /api/console/queues')
    for (const { area, credentials } of table.callers) {
      const { text } = await table.ask(asked, { params: {}, query: {}, body: undefined }, credentials)
      const counts = [...text.matchAll(/"count":(\d+)/g)].map(([, count]) => Number(count))
      if (isInside(area)) expect(counts.length === 0 || counts.some((count) => count > 0)).toBe(true)
      else expect(counts.every((count) => count === 0)).toBe(true)
    }
  })
})

describe('rows named in a body', () => {
  it.each(Object.keys(NAMED))('%s is answered inside the area only', async (name) => {
    const asked = routeOf(name)
    const roles: readonly StaffRole[] = ACCESS[asked.endpoint.action ?? 'console.use']
    const named = await NAMED[name]?.(table.owners)
    if (!named) throw new Error(`no bodies for ${name}`)
    const before = await named.state()
    const wrong: string[] = []
    const tried = table.callers.filter(({ role }) => roles.includes(role))
    // Those outside first, since a call from inside may change the row.
    for (const caller of tried.toSorted((a, b) => Number(isInside(a.area)) - Number(isInside(b.area)))) {
      for (const body of named.bodies()) {
        const answer = await table.ask(asked, { params: {}, query: {}, body }, caller.credentials)
        const shown = answer.status < 300 && named.traces.some((trace) => answer.text.includes(trace))
        if (shown !== isInside(caller.area)) {
          wrong.push(`${caller.role} ${caller.area}: ${answer.status} ${answer.code} ${JSON.stringify(body)}`)
        }
      }
      if (!isInside(caller.area)) expect(await named.state()).toEqual(before)
    }
    expect(wrong).toEqual([])
  })
})
