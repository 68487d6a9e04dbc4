/** The rounds: HTTP, bare, HTTP, bare …, so that both meet the same moods of the machine. */
import type pg from 'pg'
import { say } from '../lib/say'
import type { HttpClient } from './http-client'
import { type Job, median, type Round, runRound, type Summary, summarise } from './measure'
import { record, type Script } from './record'
import { replay } from './replay'
import { inProcess, overHttp, type Unit, type Workload } from './workloads'

export interface Sizes {
  rounds: number
  /** Operations of a round, by number of clients. */
  operations: Record<number, number>
}

export interface Comparison {
  workload: Workload
  clients: number
  http: Summary
  bare: Summary
  /** The median of each HTTP round's rate over that of the bare round after it. */
  ratio: number
}

export interface Plan {
  workload: Workload
  clients: number
  /** One list a client and round; the first round warms up and is not counted. */
  http: Unit[][][]
  bare: Unit[][][]
}

/** How many operations each client of a workload does in all. */
export function unitsNeeded({ rounds, operations }: Sizes, client: number): number {
  const perRound = Object.entries(operations).map(([clients, count]) =>
    client < Number(clients) ? count / Number(clients) : 0,
  )
  return 2 * (rounds + 1) * perRound.reduce((sum, count) => sum + count, 0)
}

/** @param pools what each client has to work on; emptied */
export function planRounds(workload: Workload, sizes: Sizes, pools: Unit[][]): Plan[] {
  return Object.entries(sizes.operations).map(([name, count]) => {
    const clients = Number(name)
    const round = () => pools.slice(0, clients).map((pool) => pool.splice(0, count / clients))
    const rounds = () => Array.from({ length: sizes.rounds + 1 }, round)
    return { workload, clients, http: rounds(), bare: rounds() }
  })
}

/**
 * Lets the route's handler do the bare rounds' operations in this process, on the copy of the database, and keeps what
 * each of them said to it.
 * @returns the scripts, and the times of the handler itself
 */
export async function recordBare(plans: Plan[]): Promise<{ scripts: Map<Unit, Script>; times: number[] }> {
  const scripts = new Map<Unit, Script>()
  const times: number[] = []
  for (const { workload, bare } of plans) {
    for (const unit of bare.flat(2)) {
      const began = performance.now()
      scripts.set(unit, await record(() => workload.run(inProcess, unit)))
      times.push(performance.now() - began)
    }
  }
  return { scripts, times }
}

interface Means {
  http: HttpClient
  connections: pg.Client[]
  scripts: Map<Unit, Script>
}

export async function compareOne(plan: Plan, means: Means): Promise<Comparison> {
  const { workload, clients } = plan
  const send = overHttp(means.http)
  const rounds: { http: Round; bare: Round }[] = []
  for (const [index, units] of plan.http.entries()) {
    const http = await runRound(
      units.map((list) =>
        list.map(
          (unit): Job =>
            () =>
              workload.run(send, unit),
        ),
      ),
    )
    const bare = await runRound(bareJobs(plan.bare[index] ?? [], means))
    if (index > 0) rounds.push({ http, bare })
  }
  const result = {
    workload,
    clients,
    http: summarise(rounds.map(({ http }) => http)),
    bare: summarise(rounds.map(({ bare }) => bare)),
    ratio: median(rounds.map(({ http, bare }) => http.rate / bare.rate)),
  }
  say(
    `  ${workload.title}, ${clients} clients: HTTP ${result.http.rate.toFixed(0)}/s, bare ${result.bare.rate.toFixed(0)}/s`,
  )
  return result
}

function bareJobs(units: Unit[][], { connections, scripts }: Means): Job[][] {
  return units.map((list, client) => {
    const connection = connections[client]
    if (!connection) throw new Error('a client without a connection')
    return list.map((unit) => {
      const script = scripts.get(unit)
      if (!script) throw new Error('an operation that was not recorded')
      return () => replay(connection, script)
    })
  })
}
