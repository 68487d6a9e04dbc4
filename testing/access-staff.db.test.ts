import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ACCESS, staffMay } from '@/lib/core/access'
import type { StaffRole } from '@/lib/core/actor'
import type { Route } from '@/lib/server/http/define-route'
import { AREAS, bearer, type Credentials, isInside, type StaffCaller, signedOutStaff } from './access-actors'
import { NAMED } from './access-bodies'
import type { Answer } from './access-call'
import type { Resource } from './access-filings'
import { AccessTable, isServed, routeOf, titlesOf } from './access-table'

/**
 * The table of every declared staff route × every role × own, upper, neighbouring and distant area × signed-out, run
 * against the real handlers and a real database. The expected result depends only on lib/core/access.ts and the area.
 */

/** Lists without rows of an area, or with only one's own rows. */
const WITHOUT_AREA =
  /^GET \/api\/console\/(?:settings|lists|divisions|catalogue|queues|me|saved-searches|watches|alerts|exports|decisions|retention|audit\/sinks)/

const isPlainRead = ({ endpoint }: Route) => endpoint.method === 'GET' && !endpoint.path.includes('{')

let table: AccessTable
beforeAll(async () => {
  table = await AccessTable.open()
}, 120_000)
afterAll(() => table.close('staff'))

/** Made once for each role: none of their calls is served, which is what is tested. */
const signedOut = new Map<StaffRole, ReturnType<typeof signedOutStaff>>()
async function signedOutAs(role: StaffRole) {
  const made = signedOut.get(role) ?? signedOutStaff(role, await bearer(table.owners.own.id))
  signedOut.set(role, made)
  return made
}

const actionOf = (route: Route) => route.endpoint.action ?? 'console.use'

/** May the caller's role, and for a national action the caller's area, use the route? */
const mayUse = ({ role, area }: StaffCaller, route: Route) =>
  staffMay({ role, divisionCode: AREAS[area] }, actionOf(route))

/** 403 for a role without access or a national action of an area, 404 for a row of another area, otherwise served. */
function expectedOf(caller: StaffCaller, route: Route, row: Resource | null): number | 'served' {
  if (!mayUse(caller, route)) return 403
  if (row?.ofAnother || (row?.roles && !row.roles.includes(caller.role))) return 404
  return row && !row.everywhere && !isInside(caller.area) ? 404 : 'served'
}

describe('staff', () => {
  it.each(titlesOf('staff'))('%s refuses who is not signed in', async (name) => {
    const route = routeOf(name)
    const [role] = ACCESS[actionOf(route)]
    const row = await table.rowFor(route)
    const before = await row?.state()
    const wrong: string[] = []
    for (const [who, credentials] of await signedOutAs(role)) {
      for (const input of table.inputsOf(route, row)) {
        const { status } = await table.send(route, input, credentials)
        if (status !== 401) wrong.push(`${who}: ${status}`)
      }
    }
    expect(wrong).toEqual([])
    expect(await row?.state()).toEqual(before)
  })

  it.each(titlesOf('staff'))('%s refuses roles and areas that may not, and nobody else', async (name) => {
    const route = routeOf(name)
    const sharedRow = await table.rowFor(route)
    const before = await sharedRow?.state()
    const wrong: string[] = []
    for (const caller of table.callers) {
      const expected = expectedOf(caller, route, sharedRow)
      const row =
        expected === 'served' && sharedRow && route.endpoint.method !== 'GET'
          ? await table.rowFor(route)
          : sharedRow
      for (const input of table.inputsOf(route, row)) {
        const answer = await table.send(route, input, caller.credentials)
        const fits = expected === 'served' ? isServed(route, answer) : answer.status === expected
        if (!fits)
          wrong.push(`${caller.role} ${caller.area}: ${answer.status} ${answer.code}, not ${expected}`)
        const traces = isInside(caller.area) ? [] : [...table.fixtureIds, ...(sharedRow?.traces ?? [])]
        const seen = traces.find((trace) => answer.status < 300 && answer.text.includes(trace))
        if (seen) wrong.push(`${caller.role} ${caller.area} sees ${seen}`)
      }
    }
    expect(wrong).toEqual([])
    if (route.endpoint.method !== 'GET') expect(await sharedRow?.state()).toEqual(before)
  })

  it.each(titlesOf('staff', isPlainRead))('%s shows what lies in the own area', async (name) => {
    const route = routeOf(name)
    const answers: Answer[] = []
    for (const caller of table.callers.filter((each) => mayUse(each, route) && isInside(each.area))) {
      for (const input of table.inputsOf(route, null))
        answers.push(await table.send(route, input, caller.credentials))
    }
    expect(answers.filter((answer) => !isServed(route, answer))).toEqual([])
    const lists = answers.some(({ text }) => text.includes('"data":['))
    const shows = answers.some(({ text }) => table.namesRow(text))
    expect(shows || !lists || WITHOUT_AREA.test(name)).toBe(true)
  })

  it.each(titlesOf('staff'))('%s refuses calls that another site made', async (name) => {
    const route = routeOf(name)
    const caller = table.callers.find((each) => mayUse(each, route) && isInside(each.area))
    const row = await table.rowFor(route)
    const before = await row?.state()
    const sites: Credentials[] = [
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]
    for (const site of sites) {
      const [input] = table.inputsOf(route, row)
      if (!input) throw new Error('no input')
      const answer = await table.send(route, input, { ...caller?.credentials, ...site })
      expect(answer).toMatchObject({ status: 403, code: 'CROSS_ORIGIN' })
    }
    expect(await row?.state()).toEqual(before)
  })
})

describe('counts', () => {
  it('of the queues hold nothing from outside', async () => {
    const route = routeOf('GET /api/console/queues')
    for (const { role, area, credentials } of table.callers) {
      // Only what waits for a second person, and nothing does here.
      const hasNone = role === 'ADMINISTRATOR' || role === 'SECURITY_ADMINISTRATOR'
      const { text } = await table.send(route, { params: {}, query: {}, body: undefined }, credentials)
      const counts = [...text.matchAll(/"count":(\d+)/g)].map(([, count]) => Number(count))
      if (isInside(area) && !hasNone)
        expect(counts.length === 0 || counts.some((count) => count > 0)).toBe(true)
      else expect(counts.every((count) => count === 0)).toBe(true)
    }
  })
})

describe('rows named in a body', () => {
  it.each(Object.keys(NAMED))('%s is answered inside the area only', async (name) => {
    const route = routeOf(name)
    const named = await NAMED[name]?.(table.owners)
    if (!named) throw new Error(`no bodies for ${name}`)
    const before = await named.state()
    const wrong: string[] = []
    const tried = table.callers.filter((each) => mayUse(each, route))
    // Outside callers first, since a call from inside may change the row.
    for (const caller of tried.toSorted((a, b) => Number(isInside(a.area)) - Number(isInside(b.area)))) {
      for (const body of named.bodies()) {
        const answer = await table.send(route, { params: {}, query: {}, body }, caller.credentials)
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
