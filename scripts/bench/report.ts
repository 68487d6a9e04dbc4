/** The figures as a table, on the screen and in docs/benchmarks.md. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { projectRoot } from '../lib/project'
import type { Comparison } from './compare'
import type { Summary } from './measure'

export interface Floor {
  title: string
  clients: number
  http: Summary
}

export interface Results {
  comparisons: Comparison[]
  floors: Floor[]
  /** Round trips of one operation, by title of its workload. */
  statements: Record<string, number>
  /** Median milliseconds of the handler in plain Node with one client, by title. */
  handler: Record<string, number>
  postgres: string
}

const ms = (value: number) => value.toFixed(value < 10 ? 2 : 1)
const perSecond = (value: number) => value.toFixed(0)

export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

export function comparisonTable({ comparisons }: Results): string {
  return table(
    ['Operation', 'Clients', 'HTTP /s', 'p50 ms', 'p99 ms', 'Bare pg /s', 'p50 ms', 'p99 ms', 'HTTP ÷ bare'],
    comparisons.map(({ workload, clients, http, bare, ratio }) => [
      workload.title,
      String(clients),
      perSecond(http.rate),
      ms(http.median),
      ms(http.p99),
      perSecond(bare.rate),
      ms(bare.median),
      ms(bare.p99),
      ratio.toFixed(2),
    ]),
  )
}

export function floorTable({ floors }: Results): string {
  return table(
    ['Request', 'Clients', 'HTTP /s', 'p50 ms', 'p99 ms'],
    floors.map(({ title, clients, http }) => [
      title,
      String(clients),
      perSecond(http.rate),
      ms(http.median),
      ms(http.p99),
    ]),
  )
}

export function statementTable({ statements, handler }: Results): string {
  return table(
    ['Operation', 'Round trips to PostgreSQL', 'Handler alone in plain Node, p50 ms'],
    Object.entries(statements).map(([title, count]) => [
      title,
      String(count),
      ms(handler[title] ?? Number.NaN),
    ]),
  )
}

/** To be asked at the start: the run itself is load. */
export function machineFacts(): string {
  const [cpu] = os.cpus()
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: projectRoot, encoding: 'utf8' })
  const memory = Math.round(os.totalmem() / 2 ** 30)
  return [
    `${os.cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${memory} GB, ${os.type()} ${os.release()}`,
    `Node ${process.versions.node}`,
    `load at the start ${(os.loadavg()[0] ?? 0).toFixed(1)}`,
    `commit ${commit.trim()}, ${new Date().toISOString().slice(0, 10)}`,
  ].join('; ')
}

/** Puts `text` between the markers of this name; everything else in the file is written by people. */
export function writeSection(name: string, text: string): void {
  const file = path.join(projectRoot, 'docs', 'benchmarks.md')
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`]
  const before = readFileSync(file, 'utf8')
  const [from, to] = [before.indexOf(begin), before.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`${file} has no section ${name}`)
  writeFileSync(file, `${before.slice(0, from + begin.length)}\n\n${text}\n\n${before.slice(to)}`)
}
