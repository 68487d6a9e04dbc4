/**
 * `npm run bench -- --load` (`--rows 100000` for fewer): an older register of a million rows as CSV, NDJSON and workbook,
 * each loaded into a registry without machines and then once more, and the floor. Writes the section `load`.
 */
import { rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { withConnection } from '@/lib/server/database/connect'
import { say } from '../lib/say'
import { writeHistoryFile } from './history-file'
import { measureFloor } from './load-floor'
import { type LoadRun, runLoad } from './load-run'
import { machineFacts, table, writeSection } from './report'
import type { Stage } from './stage'

const KINDS = ['csv', 'ndjson', 'xlsx'] as const
type Measured = { title: string; run: LoadRun; load: number }

const STEPS: Record<string, string> = {
  rows: 'rows: read, judged, written',
  姓名索引: 'words of names',
  统计数字: 'figures, folded',
  索引和引用: 'indexes and references',
  整理统计信息: 'VACUUM (ANALYZE)',
}

export async function measureLoad(stage: Stage, rows: number, quick: boolean): Promise<number> {
  const facts = machineFacts()
  const measured: Measured[] = []
  let floor = 0
  for (const kind of KINDS) {
    const file = path.join(stage.dataDir, `register.${kind}`)
    say(`writing ${file}`)
    await writeHistoryFile(file, kind, rows)
    const url = await freshDatabase(stage, `load_${kind}`)
    for (const title of [`${kind.toUpperCase()}, fresh registry`, `${kind.toUpperCase()}, all rows known`]) {
      const run = await runLoad(file, url, stage.env)
      measured.push({ title, run, load: os.loadavg()[0] ?? 0 })
      say(`${title}: ${run.seconds.toFixed(1)} s; ${run.summary}; ${JSON.stringify(run.steps)}`)
    }
    rmSync(file)
    if (kind === 'csv') {
      floor = await measureFloor(url, await freshDatabase(stage, 'load_floor'))
      say(`COPY into the same tables with all indexes: ${floor.toFixed(1)} s`)
      await dropDatabase(stage, 'load_floor')
    }
    await dropDatabase(stage, `load_${kind}`)
  }
  const text = [
    `${facts}; ${rows.toLocaleString('en')} rows.`,
    runTable(measured, rows, floor),
    `The floor, plain COPY of the same rows into the same tables with every index and reference in place, triggers off: ${floor.toFixed(1)} s.`,
    stepTable(measured),
  ].join('\n\n')
  say(text)
  if (!quick) writeSection('load', text)
  return 0
}

function runTable(measured: readonly Measured[], rows: number, floor: number): string {
  return table(
    [
      'Run',
      'Seconds',
      'Rows/s',
      '÷ floor',
      'Loader, CPU s',
      'PostgreSQL, CPU s',
      'Loader, MB at most',
      'Load of the machine',
    ],
    measured.map(({ title, run, load }) => [
      title,
      run.seconds.toFixed(1),
      (rows / run.seconds).toFixed(0),
      (run.seconds / floor).toFixed(2),
      run.loaderCpu.toFixed(0),
      run.postgresCpu.toFixed(0),
      run.memoryMb.toFixed(0),
      load.toFixed(1),
    ]),
  )
}

function stepTable(measured: readonly Measured[]): string {
  const fresh = measured.filter(({ run }) => run.steps.length > 1)
  const names = fresh[0]?.run.steps.map(([name]) => name) ?? []
  const secondsOf = ({ run }: Measured, step: string) => run.steps.find(([name]) => name === step)?.[1] ?? 0
  return table(
    ['Where the seconds go', ...fresh.map(({ title }) => title)],
    [
      ['starting the command', ...fresh.map(({ run }) => (run.seconds - sum(run)).toFixed(1))],
      ...names.map((name) => [STEPS[name] ?? name, ...fresh.map((each) => secondsOf(each, name).toFixed(1))]),
    ],
  )
}

const sum = ({ steps }: LoadRun) => steps.reduce((total, [, seconds]) => total + seconds, 0)

async function asAdmin(stage: Stage, sql: string): Promise<void> {
  await withConnection(urlOf(stage, 'postgres'), 'bench', (client) => client.query(sql))
}

function urlOf(stage: Stage, database: string): string {
  const url = new URL(stage.recordUrl)
  url.pathname = `/${database}`
  return url.href
}

async function freshDatabase(stage: Stage, name: string): Promise<string> {
  await asAdmin(stage, `CREATE DATABASE ${name} TEMPLATE ${new URL(stage.recordUrl).pathname.slice(1)}`)
  await asAdmin(stage, 'CHECKPOINT')
  return urlOf(stage, name)
}

function dropDatabase(stage: Stage, name: string): Promise<void> {
  return asAdmin(stage, `DROP DATABASE ${name}`)
}
