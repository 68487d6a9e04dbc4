/** One `npm run load:history`, watched from outside: time, processor time, memory, and when which step began. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { projectRoot } from '../lib/project'
import { postgresCpu } from './postgres-cpu'

export interface LoadRun {
  seconds: number
  /** The command's last word: rows read, added, known, refused. */
  summary: string
  loaderCpu: number
  postgresCpu: number
  memoryMb: number
  /** Seconds from the first row to the last, and of what follows, by step; nothing follows when no row was new. */
  steps: [name: string, seconds: number][]
}

const SAMPLE_MS = 500

export async function runLoad(file: string, databaseUrl: string, env: NodeJS.ProcessEnv): Promise<LoadRun> {
  const began = Date.now()
  const cpuBefore = await postgresCpu(databaseUrl)
  const tsx = path.join(projectRoot, 'node_modules', 'tsx', 'dist', 'loader.mjs')
  const child = spawn(process.execPath, ['--import', tsx, 'scripts/load-history.ts', file], {
    cwd: projectRoot,
    env: { ...env, DATABASE_URL: databaseUrl, TSX_TSCONFIG_PATH: path.join(projectRoot, 'tsconfig.json') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let seen = { cpu: 0, memoryMb: 0 }
  const sampling = setInterval(() => {
    const now = sample(child.pid ?? 0)
    // A process that is just ending has no memory any more.
    if (now) seen = { cpu: now.cpu, memoryMb: Math.max(seen.memoryMb, now.memoryMb) }
  }, SAMPLE_MS)
  const said: string[] = []
  const steps: { name: string; at: number }[] = []
  createInterface({ input: child.stdout }).on('line', (line) => said.push(line))
  createInterface({ input: child.stderr }).on('line', (line) => {
    const [, name, at] = /^(?!已读)([^\d（]+).*（([\d.]+) 秒）$/.exec(line) ?? []
    if (name && at && steps.at(-1)?.name !== name.trim()) steps.push({ name: name.trim(), at: Number(at) })
    if (/错误|Error/.test(line)) said.push(line)
  })
  const [code] = await once(child, 'close')
  clearInterval(sampling)
  const seconds = (Date.now() - began) / 1000
  const summary = said.find((line) => line.startsWith('已读'))
  if (code !== 0 || !summary) throw new Error(`load:history ended with ${code}: ${said.join('; ')}`)
  const own = Number(/用时 ([\d.]+) 秒/.exec(summary)?.[1] ?? 0)
  return {
    seconds,
    summary,
    loaderCpu: seen.cpu,
    postgresCpu: (await postgresCpu(databaseUrl)) - cpuBefore,
    memoryMb: seen.memoryMb,
    steps: durations(steps, own),
  }
}

function durations(steps: readonly { name: string; at: number }[], end: number): [string, number][] {
  const rows: [string, number] = ['rows', steps[0]?.at ?? end]
  return [
    rows,
    ...steps.map(({ name, at }, index): [string, number] => [name, (steps[index + 1]?.at ?? end) - at]),
  ]
}

/** Processor time and the most memory until now; null when the process has just ended. */
function sample(pid: number): { cpu: number; memoryMb: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const most = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return { cpu: (Number(fields[11]) + Number(fields[12])) / 100, memoryMb: Number(most?.[1] ?? 0) / 1024 }
  } catch {
    return null
  }
}
