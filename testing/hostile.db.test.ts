import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { staffMay } from '@/lib/core/access'
import { db } from '@/lib/server/database/db'
import { AREAS, bearer, type Credentials, isInside } from './access-actors'
import { AccessTable, routeOf, titlesOf } from './access-table'
import { hostileInputs } from './hostile-inputs'

/**
 * Every declared route × every part of its input × hostile texts, called by someone with access. The response must be a
 * client error or a success, never a server error.
 */

let table: AccessTable
beforeAll(async () => {
  table = await AccessTable.open()
}, 120_000)
afterAll(() => table.close('hostile input'))

async function callerOf(name: string): Promise<Credentials> {
  const { endpoint } = routeOf(name)
  if (endpoint.auth === 'account') return bearer(table.owners.own.id)
  if (endpoint.auth === 'public') return {}
  const action = endpoint.action ?? 'console.use'
  const caller = table.callers.find(
    ({ role, area }) => isInside(area) && staffMay({ role, divisionCode: AREAS[area] }, action),
  )
  return caller?.credentials ?? {}
}

describe.each(['public', 'account', 'staff'] as const)('%s', (auth) => {
  it.each(titlesOf(auth))('%s answers no hostile input with a fault of the server', async (name) => {
    const route = routeOf(name)
    const row = await table.rowFor(route)
    const [plain] = table.inputsOf(route, row)
    if (!plain) throw new Error(`${name} has no input`)
    const faults: string[] = []
    const credentials = await callerOf(name)
    for (const input of hostileInputs(route.endpoint, plain)) {
      // Reset the limits: a rate-limited call would test nothing.
      await db().$executeRaw`DELETE FROM rate_limit`
      const { status, text } = await table.send(route, input, credentials)
      if (status >= 500)
        faults.push(`${status} for ${JSON.stringify(input).slice(0, 300)}: ${text.slice(0, 200)}`)
    }
    expect(faults).toEqual([])
  })
})
