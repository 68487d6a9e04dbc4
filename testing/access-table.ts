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
import { furnish, RESOURCES, type Resource } from './access-resources'
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

/** Routes whose path names a row that nobody told how to make. */
export function unknownRows(): string[] {
  const unknown = routes.filter((each) => rowParameters(each.endpoint).length > 0 && !makerOf(each))
  return unknown.map(({ endpoint }) => nameOf(endpoint))
}

/** The edge let it through, and what lies behind it did not fall over. A file that is no picture may be refused. */
export function isServed({ endpoint }: Route, { status, code }: Answer): boolean {
  if (status === 415) return Boolean(endpoint.upload)
  return ![401, 403, 404, 405].includes(status) && status < 500 && code !== 'MALFORMED'
}

/** Those who call, what they call about, and how often they did. */
export class AccessTable {
  private calls = 0

  private constructor(
    private readonly api: ListeningApi,
    readonly owners: Owners,
    readonly callers: StaffCaller[],
    /** Ids of rows of 东城区 in every status. */
    readonly furniture: string[],
  ) {}

  static async open(): Promise<AccessTable> {
    const owners = await makeOwners()
    return new AccessTable(await listen(), owners, await everyStaff(), await furnish(owners))
  }

  async ask(route: Route, input: Input, credentials: Credentials): Promise<Answer> {
    this.calls += 1
    return call(this.api.origin, route, input, credentials)
  }

  /** The row that a route's path names, new each time; null for a path without one. */
  async rowFor(route: Route): Promise<Resource | null> {
    if (rowParameters(route.endpoint).length === 0) return null
    const make = makerOf(route)
    return make && make !== 'everyone' ? make(this.owners) : null
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

  /** At the end of a file: says how much was tried. */
  close(auth: string): void {
    this.api.close()
    process.stdout.write(`access table, ${auth}: ${this.calls} calls\n`)
  }
}
