/**
 * `npm run bench -- --search`: a supervisor's questions on a million machines (`--machines`), through HTTP and as the very
 * same statements by the bare driver, turn about. `--of DIR`: on the database that seed:scale made in that data folder.
 * `--only export` or `--only page`: that part alone.
 */
import type pg from 'pg'
import { WHOLE_COUNTRY } from '@/lib/core/area'
import { withConnection } from '@/lib/server/database/connect'
import { closeConnections } from '@/lib/server/database/connections'
import { say } from '../lib/say'
import { staffCookieOf } from './bench-staff'
import { HttpClient } from './http-client'
import { type Job, median, type Round, runRound, type Summary, summarise } from './measure'
import { type Script, watchDriver } from './record'
import { openConnections, replay } from './replay'
import { machineFacts, table, writeSection } from './report'
import { measureExports, residentMb } from './search-export'
import { measureSearchPage } from './search-page'
import { recordQuestion } from './search-routes'
import { exported, type Question, questions } from './search-workloads'
import { startServer } from './server'
import type { Stage } from './stage'

const CLIENTS = [1, 16]
const ROUNDS = 3
/** Sixteen connections plan each statement five times before they keep a plan, and the process compiles what runs often. */
const WARM_UP = 4

interface Measured {
  title: string
  clients: number
  http: Summary
  bare: Summary
  ratio: number
}

type Part = 'search' | 'export' | 'page'
export interface SearchRun {
  machines: number
  quick: boolean
  /** All parts without it. */
  only: string | undefined
}

export async function measureSearch(stage: Stage, { machines, quick, only }: SearchRun): Promise<number> {
  const wanted = (part: Part) => only === undefined || only === part
  const facts = `${machineFacts()}; ${machines.toLocaleString('en')} machines.`
  const headers = await staffCookieOf('SUPERVISOR', WHOLE_COUNTRY)
  const { asked, searches } = await withConnection(stage.url, 'bench', async (client) => ({
    asked: await questions(client),
    searches: await exported(client, machines),
  }))
  watchDriver()
  const scripts = wanted('search') ? await recordAll(asked, headers) : new Map()
  await closeConnections()
  const server = await startServer(stage)
  try {
    const told = (section: Part, ...parts: string[]) => {
      const text = parts.join('\n\n')
      say(`\n${text}`)
      if (!quick) writeSection(`${section}-${machines}`, text)
    }
    if (wanted('search')) {
      const measured: Measured[] = []
      for (const clients of CLIENTS) {
        for (const question of asked)
          measured.push(await compareOne(stage, question, clients, headers, scripts, quick ? 1 : ROUNDS))
      }
      const peak = residentMb(server.pid, 'VmHWM')
      told(
        'search',
        facts,
        resultTable(measured),
        `Memory of the server under these questions, at most: ${peak} MB.`,
      )
    }
    const { url, port } = stage
    if (wanted('export'))
      told('export', await measureExports({ url, port, pid: server.pid, headers, searches }))
    if (wanted('page')) {
      const origin = `http://127.0.0.1:${port}`
      told('page', facts, await measureSearchPage(origin, headers.cookie ?? '', asked, { quick, tell: say }))
    }
    return 0
  } finally {
    await server.stop()
  }
}

async function recordAll(asked: Question[], headers: Record<string, string>): Promise<Map<string, Script>> {
  const scripts = new Map<string, Script>()
  for (const url of new Set(asked.flatMap(({ paths }) => paths))) {
    scripts.set(url, await recordQuestion(url, headers))
  }
  return scripts
}

async function compareOne(
  stage: Stage,
  { title, paths }: Question,
  clients: number,
  headers: Record<string, string>,
  scripts: Map<string, Script>,
  rounds: number,
): Promise<Measured> {
  const http = new HttpClient(stage.port, clients)
  const connections = await openConnections(stage.url, clients)
  const share = <T>(make: (path: string) => T, client: number) =>
    paths.filter((_, index) => index % clients === client).map(make)
  const overHttp =
    (url: string): Job =>
    async () => {
      const { status, text } = await http.send('GET', url, headers)
      if (status !== 200) throw new Error(`${url} answered ${status}: ${text}`)
    }
  const bare =
    (connection: pg.Client) =>
    (url: string): Job =>
    () =>
      replay(connection, scripts.get(url) ?? [])
  const done: { http: Round; bare: Round }[] = []
  try {
    for (let round = -WARM_UP; round < rounds; round++) {
      const first = await runRound(connections.map((_, client) => share(overHttp, client)))
      const second = await runRound(connections.map((connection, client) => share(bare(connection), client)))
      if (round >= 0) done.push({ http: first, bare: second })
    }
  } finally {
    http.close()
    await Promise.all(connections.map((connection) => connection.end()))
  }
  const result = {
    title,
    clients,
    http: summarise(done.map((each) => each.http)),
    bare: summarise(done.map((each) => each.bare)),
    ratio: median(done.map((each) => median(each.http.times) / median(each.bare.times))),
  }
  say(
    `  ${title}, ${clients}: HTTP ${result.http.median.toFixed(2)} ms (99th ${result.http.p99.toFixed(1)}), bare ${result.bare.median.toFixed(2)} ms`,
  )
  return result
}

function resultTable(measured: Measured[]): string {
  return table(
    [
      'Question',
      'Connections',
      'HTTP p50 ms',
      'p99 ms',
      '/s',
      'Bare p50 ms',
      'p99 ms',
      '/s',
      'HTTP ÷ bare (p50)',
    ],
    measured.map(({ title, clients, http, bare, ratio }) => [
      title,
      String(clients),
      http.median.toFixed(2),
      http.p99.toFixed(2),
      http.rate.toFixed(0),
      bare.median.toFixed(2),
      bare.p99.toFixed(2),
      bare.rate.toFixed(0),
      ratio.toFixed(2),
    ]),
  )
}
