/**
 * `npm run bench -- --search --profile`: what a supervisor's questions cost the server, PostgreSQL and the client, and
 * whose code runs in the server meanwhile. Nothing is compared; writes the section `search-profile`.
 */

import { WHOLE_COUNTRY } from '@/lib/core/area'
import { connect } from '@/lib/server/database/connect'
import { say } from '../lib/say'
import { staffCookieOf } from './bench-staff'
import { HttpClient } from './http-client'
import { type CpuProfile, makeInspector } from './inspector'
import { type Job, runRound } from './measure'
import { attribute, descending, type Shares } from './profile-shares'
import { machineFacts, table, writeSection } from './report'
import { type Question, questions } from './search-workloads'
import { type CpuTimes, cpuTimes, startServer } from './server'
import type { Stage } from './stage'

const CLIENTS = 8
/** One that names a machine, one that fills a page. */
const PROFILED = ['a number', 'a city by category and stage, with total']
const ROUNDS = 5

interface Cost {
  title: string
  requests: number
  rate: number
  cpu: CpuTimes
  profile: CpuProfile
}

export async function profileSearch(stage: Stage, machines: number, quick: boolean): Promise<number> {
  const headers = await staffCookieOf('SUPERVISOR', WHOLE_COUNTRY)
  const client = await connect(stage.url, 'bench')
  try {
    const asked = (await questions(client)).filter(({ title }) => PROFILED.includes(title))
    const { rows } = await client.query('SELECT pg_backend_pid() AS pid')
    const costs: Cost[] = []
    for (const question of asked) costs.push(await profileOne(stage, question, headers, rows[0].pid, quick))
    const text = [
      `${machineFacts()}; ${machines.toLocaleString('en')} machines, ${CLIENTS} connections.`,
      costTable(costs),
      shareTable(costs),
    ].join('\n\n')
    say(text)
    if (!quick) writeSection('search-profile', text)
    return 0
  } finally {
    await client.end()
  }
}

async function profileOne(
  stage: Stage,
  { title, paths }: Question,
  headers: Record<string, string>,
  backend: number,
  quick: boolean,
): Promise<Cost> {
  const inspector = await makeInspector()
  const server = await startServer(stage, inspector.nodeOptions)
  const http = new HttpClient(stage.port, CLIENTS)
  const jobs: Job[] = paths.map((path) => async () => {
    const { status, text } = await http.send('GET', path, headers)
    if (status !== 200) throw new Error(`${path} answered ${status}: ${text}`)
  })
  const round = () =>
    runRound(
      Array.from({ length: CLIENTS }, (_, mine) => jobs.filter((_job, index) => index % CLIENTS === mine)),
    )
  const rounds = quick ? 1 : ROUNDS
  try {
    for (let warm = 0; warm < rounds; warm++) await round()
    const before = cpuTimes(server.pid, backend)
    const rates: number[] = []
    for (let counted = 0; counted < rounds; counted++) rates.push((await round()).rate)
    const after = cpuTimes(server.pid, backend)
    const profile = await inspector.profile(async () => {
      for (let profiled = 0; profiled < rounds; profiled++) await round()
    })
    const cpu = {
      server: after.server - before.server,
      postgres: after.postgres - before.postgres,
      client: after.client - before.client,
    }
    return { title, requests: rounds * paths.length, rate: Math.max(...rates), cpu, profile }
  } finally {
    http.close()
    await server.stop()
  }
}

function costTable(costs: Cost[]): string {
  return table(
    ['Question', '/s', 'Server, CPU ms each', 'PostgreSQL, CPU ms each', 'This client, CPU ms each'],
    costs.map(({ title, requests, rate, cpu }) => [
      title,
      rate.toFixed(0),
      ...[cpu.server, cpu.postgres, cpu.client].map((spent) => (spent / requests).toFixed(2)),
    ]),
  )
}

function shareTable(costs: Cost[]): string {
  const profiles = costs.map(({ title, requests, profile }) => ({ title, requests, ...attribute(profile) }))
  for (const { title, requests, hot } of profiles) {
    say(title)
    for (const [place, spent] of descending(hot).slice(0, 45))
      say(`${(spent / requests).toFixed(3).padStart(8)} ms  ${place}`)
  }
  const owners = new Set(profiles.flatMap(({ shares }) => descending(shares).map(([owner]) => owner)))
  const each = (shares: Shares, requests: number, owner: string) =>
    ((shares.get(owner) ?? 0) / requests).toFixed(2)
  return table(
    ['Whose code runs in the server, ms each', ...profiles.map(({ title }) => title)],
    [...owners]
      .filter((owner) => owner !== 'idle')
      .map((owner) => [owner, ...profiles.map(({ shares, requests }) => each(shares, requests, owner))]),
  )
}
