/** `npm run bench`: HTTP against the bare driver. */
import { closeConnections } from '@/lib/server/database/connections'
import { db } from '@/lib/server/database/db'
import { say } from '../lib/say'
import { type Checked, checkResults } from './check'
import { compareOne, type Plan, planRounds, recordBare, type Sizes, unitsNeeded } from './compare'
import { measureFloors } from './floors'
import { HttpClient } from './http-client'
import { median } from './measure'
import { type Script, watchDriver } from './record'
import { openConnections } from './replay'
import {
  comparisonTable,
  floorTable,
  machineFacts,
  type Results,
  statementTable,
  writeSection,
} from './report'
import { startServer, waitUntilSealed } from './server'
import type { Stage } from './stage'
import { type Unit, WORKLOADS } from './workloads'
import { makePeople, type People } from './world'

const CLIENTS = 8
const WHOLE: Sizes = { rounds: 5, operations: { 1: 80, [CLIENTS]: 240 } }
const QUICK: Sizes = { rounds: 2, operations: { 1: 40, [CLIENTS]: 80 } }

export async function compare(stage: Stage, quick: boolean): Promise<number> {
  const sizes = quick ? QUICK : WHOLE
  const results: Results = { comparisons: [], floors: [], statements: {}, handler: {}, postgres: '' }
  const facts = machineFacts()
  say('filings for all rounds')
  const people = await makePeople(db(), CLIENTS)
  const plans = await makePlans(people, sizes)
  await closeConnections()
  await stage.copy()
  say('recording the statements of the bare rounds')
  const scripts = await recordAll(plans, results, quick)
  await closeConnections()
  say('rounds')
  await measure(stage, { people, plans, scripts, sizes, results })
  say('looking at what was done')
  const checked = await checkResults(stage)
  publish(results, checked, facts, quick)
  return 0
}

async function makePlans(people: People, sizes: Sizes): Promise<Plan[]> {
  const plans: Plan[] = []
  for (const workload of WORKLOADS) {
    const pools: Unit[][] = []
    for (let client = 0; client < CLIENTS; client += 1)
      pools.push(await workload.prepare(db(), people, client, unitsNeeded(sizes, client)))
    plans.push(...planRounds(workload, sizes, pools))
  }
  return plans
}

async function recordAll(plans: Plan[], results: Results, verbose: boolean): Promise<Map<Unit, Script>> {
  watchDriver()
  const all = new Map<Unit, Script>()
  for (const { title } of WORKLOADS) {
    const { scripts, times } = await recordBare(plans.filter(({ workload }) => workload.title === title))
    for (const [unit, script] of scripts) all.set(unit, script)
    results.statements[title] = median([...scripts.values()].map(({ length }) => length))
    results.handler[title] = median(times)
    if (!verbose) continue
    say(`  ${title}`)
    for (const { text } of [...scripts.values()].at(-1) ?? [])
      say(`    ${text.replaceAll(/\s+/g, ' ').trim().slice(0, 110)}`)
  }
  return all
}

interface Means {
  people: People
  plans: Plan[]
  scripts: Map<Unit, Script>
  sizes: Sizes
  /** Filled. */
  results: Results
}

async function measure(stage: Stage, { people, plans, scripts, sizes, results }: Means): Promise<void> {
  const server = await startServer(stage)
  const http = new HttpClient(stage.port, CLIENTS)
  const connections = await openConnections(stage.url, CLIENTS)
  try {
    await waitUntilSealed(stage.url)
    results.floors = await measureFloors(http, people, sizes)
    for (const plan of plans) results.comparisons.push(await compareOne(plan, { http, connections, scripts }))
    const version = await connections[0]?.query('SHOW server_version')
    results.postgres = version?.rows[0].server_version
  } finally {
    http.close()
    await Promise.all(connections.map((connection) => connection.end()))
    await server.stop()
  }
}

function publish(results: Results, checked: Checked, facts: string, quick: boolean): void {
  const { machines, numbers, codesTaken } = checked
  const found = `${machines} machines with ${numbers} different numbers, each approval whole, the audit chain verifies`
  const taken = `${codesTaken} bare approvals met a pickup code in use, where the program would have taken another`
  const text = [
    `${facts}; PostgreSQL ${results.postgres}, fsync on.`,
    comparisonTable(results),
    floorTable(results),
    statementTable(results),
    `Asked of the database afterwards: ${found}; ${taken}.`,
  ].join('\n\n')
  say(`\n${text}`)
  if (!quick) writeSection('figures', text)
}
