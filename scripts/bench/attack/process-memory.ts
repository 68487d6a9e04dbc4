/** What the processes of a running registry hold, beside PostgreSQL. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export interface ProcessMemory {
  name: string
  /** Resident, in megabytes; pages shared with other processes, as of Node's own program, count in each. */
  rss: number
  /** The same, with a page that n processes share counted as 1/n in each: of all together, what they really take. */
  pss: number
}

/** @param root the first of them: its descendants are looked for */
export function memoryOf(root: number): ProcessMemory[] {
  const parents = new Map<number, number>()
  for (const pid of readdirSync('/proc').map(Number).filter(Number.isInteger)) {
    const parent = parentOf(pid)
    if (parent !== undefined) parents.set(pid, parent)
  }
  const isOurs = (pid: number): boolean => pid === root || (pid > 1 && isOurs(parents.get(pid) ?? 0))
  return [...parents.keys()].filter(isOurs).flatMap((pid) => one(pid) ?? [])
}

/** What they take together. */
export const sumOf = (processes: readonly ProcessMemory[]): number =>
  processes.reduce((sum, { pss }) => sum + pss, 0)

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    // It ended while we looked.
    return undefined
  }
}

/** @returns undefined for PostgreSQL's, and for one that ended meanwhile */
function one(pid: number): ProcessMemory | undefined {
  try {
    const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    const map = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    const [rss, pss] = ['Rss', 'Pss'].map(
      (kind) => Number(new RegExp(`^${kind}:\\s+(\\d+)`, 'm').exec(map)?.[1]) / 1024,
    )
    const name = nameOf(args)
    return name === 'postgres' || !rss || !pss ? undefined : { name, rss, pss }
  } catch {
    return undefined
  }
}

/** bootstrap.mjs, start.ts, server.mjs: by the script that runs, or by the program. */
function nameOf([program = '', ...args]: string[]): string {
  const script = args.find((arg) => /\.(m?js|cjs|ts)$/.test(arg) && !arg.startsWith('file:'))
  const name = path.basename(script ?? program)
  return name.startsWith('postgres') ? 'postgres' : name
}
