import type { Route } from '@/lib/server/http/define-route'
import {
  type Credentials,
  everyStaff,
  HOME,
  makeOwners,
  type Owners,
  type StaffCaller,
} from './access-actors'
import { type Answer, call, type Input, inputsFor, nameOf, rowParameters } from './access-call'
import type { Resource } from './access-filings'
import { makeFixtures, RESOURCES } from './access-resources'
import { type ListeningApi, listen, routes } from './access-routes'

/** One row for `it.each`: the name of a route. */
export const titlesOf = (
  auth: 'staff' | 'account' | 'public',
  keep: (route: Route) => boolean = () => true,
) =>
  routes
    .filter((each) => each.endpoint.auth === auth && keep(each))
    .map(({ endpoint }): [string] => [nameOf(endpoint)])

export function routeOf(name: string): Route {
  const found = routes.find(({ endpoint }) => nameOf(endpoint) === name)
  if (!found) throw new Error(`no route ${name}`)
  return found
}

const makerOf = ({ endpoint }: Route) => RESOURCES.find(([pattern]) => pattern.test(endpoint.path))?.[1]

/** Routes whose path identifies a row that RESOURCES cannot create. */
export function unknownRows(): string[] {
  const unknown = routes.filter((each) => rowParameters(each.endpoint).length > 0 && !makerOf(each))
  return unknown.map(({ endpoint }) => nameOf(endpoint))
}

/** Was the call allowed and served without a server error? A file that is not a picture may be rejected. */
export function isServed({ endpoint }: Route, { status, code }: Answer): boolean {
  if (status === 415) return Boolean(endpoint.upload)
  return ![401, 403, 404, 405].includes(status) && status < 500 && code !== 'MALFORMED'
}

/** The API under test, its callers and rows, and the number of calls. */
export class AccessTable {
  private calls = 0
  /** Ids of the rows that were made for calls. */
  private readonly madeIds: string[] = []

  private constructor(
    private readonly api: ListeningApi,
    readonly owners: Owners,
    readonly callers: StaffCaller[],
    /** Ids of rows of 东城区 in every status. */
    readonly fixtureIds: string[],
  ) {}

  static async open(): Promise<AccessTable> {
    const owners = await makeOwners()
    return new AccessTable(await listen(), owners, await everyStaff(), await makeFixtures(owners))
  }

  async send(route: Route, input: Input, credentials: Credentials): Promise<Answer> {
    this.calls += 1
    return call(this.api.origin, route, input, credentials)
  }

  /** A new row for a route's path; null for a path without one. */
  async rowFor(route: Route): Promise<Resource | null> {
    if (rowParameters(route.endpoint).length === 0) return null
    const make = makerOf(route)
    if (!make || make === 'everyone') return null
    const row = await make(this.owners)
    this.madeIds.push(...(row.traces ?? []))
    return row
  }

  /** Does an answer name a row of 东城区? */
  namesRow(text: string): boolean {
    return [...this.fixtureIds, ...this.madeIds].some((id) => text.includes(id))
  }

  inputsOf({ endpoint }: Route, row: Resource | null): Input[] {
    const home = this.callers.find(({ area }) => area === 'own')
    return inputsFor(endpoint, row ?? { params: {} }, {
      districtCode: HOME,
      cityCode: '110100',
      provinceCode: '110000',
      divisionCode: HOME,
      bureauId: home?.bureauId ?? '',
      actorId: home?.id ?? '',
    })
  }

  /** At the end of a test file; prints the number of calls. */
  close(auth: string): void {
    this.api.close()
    process.stdout.write(`access table, ${auth}: ${this.calls} calls\n`)
  }
}
