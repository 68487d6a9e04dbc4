/** `npm run bench -- --profile`: whose code runs while eight clients approve, and how much processor time one approval takes. */
import { connect } from '@/lib/server/database/connect'
import { closeConnections } from '@/lib/server/database/connections'
import { db } from '@/lib/server/database/db'
import { say } from '../lib/say'
import { HttpClient } from './http-client'
import { type CpuProfile, type Inspector, makeInspector } from './inspector'
import { type Job, type Round, runRound } from './measure'
import { attribute, descending, type Shares } from './profile-shares'
import { table, writeSection } from './report'
import { type CpuTimes, cpuTimes, startServer, waitUntilSealed } from './server'
import type { Stage } from './stage'
import { overHttp, type Unit, WORKLOADS, type Workload } from './workloads'
import { makePeople } from './world'

const CLIENTS = 8
/** With and without the profiler: one to warm up, one that counts. */
const ROUNDS = 4

export async function profile(stage: Stage, quick: boolean): Promise<number> {
  const count = quick ? 60 : 300
  const workload = WORKLOADS.find(({ key }) => key === 'approve')
  if (!workload) throw new Error('nothing to profile')
  const people = await makePeople(db(), CLIENTS)
  const pools: Unit[][] = []
  for (let client = 0; client < CLIENTS; client += 1)
    pools.push(await workload.prepare(db(), people, client, count * ROUNDS))
  await closeConnections()
  await stage.copy()
  const plain = await approveAll(stage, workload, pools, count)
  const inspector = await makeInspector()
  const profiled = await approveAll(stage, workload, pools, count, inspector)
  if (!profiled.profile) throw new Error('no profile')
  const { shares, hot } = attribute(profiled.profile)
  const text = [cpuTable(plain), shareTable(shares)].join('\n\n')
  say(text)
  for (const [place, spent] of descending(hot).slice(0, 45))
    say(`${spent.toFixed(0).padStart(7)} ms  ${place}`)
  if (!quick) writeSection('profile', text)
  return 0
}

interface Cost {
  operations: number
  rate: number
  cpu: CpuTimes
  profile?: CpuProfile
}

async function approveAll(
  stage: Stage,
  workload: Workload,
  pools: Unit[][],
  count: number,
  inspector?: Inspector,
): Promise<Cost> {
  const server = await startServer(stage, inspector?.nodeOptions)
  const http = new HttpClient(stage.port, CLIENTS)
  const watcher = await connect(stage.url, 'bench')
  try {
    await waitUntilSealed(stage.url)
    const { rows } = await watcher.query('SELECT pg_backend_pid() AS pid')
    const send = overHttp(http)
    const take = () =>
      pools.map((pool) => {
        const units = pool.splice(0, count)
        return units.map(
          (unit): Job =>
            () =>
              workload.run(send, unit),
        )
      })
    await runRound(take())
    const before = cpuTimes(server.pid, rows[0].pid)
    let round: Round = { rate: 0, times: [] }
    const counted = async () => {
      round = await runRound(take())
    }
    const profile = inspector ? await inspector.profile(counted) : await counted().then(() => undefined)
    const after = cpuTimes(server.pid, rows[0].pid)
    const cpu = {
      server: after.server - before.server,
      postgres: after.postgres - before.postgres,
      client: after.client - before.client,
    }
    return { operations: round.times.length, rate: round.rate, cpu, profile }
  } finally {
    http.close()
    await watcher.end()
    await server.stop()
  }
}

function cpuTable({ operations, rate, cpu }: Cost): string {
  const each = (spent: number) => (spent / operations).toFixed(2)
  return table(
    ['Approvals /s', 'Server, CPU ms each', 'PostgreSQL, CPU ms each', 'This client, CPU ms each'],
    [[rate.toFixed(0), each(cpu.server), each(cpu.postgres), each(cpu.client)]],
  )
}

function shareTable(shares: Shares): string {
  const busy = descending(shares).filter(([owner]) => owner !== 'idle')
  const total = busy.reduce((sum, [, spent]) => sum + spent, 0)
  return table(
    ['Whose code runs in the server', 'Share of its busy time'],
    busy.map(([owner, spent]) => [owner, `${((spent / total) * 100).toFixed(1)} %`]),
  )
}
