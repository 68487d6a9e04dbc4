/** What the processes of a running registry hold, beside PostgreSQL. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export interface ProcessMemory {
  name: string
  /** Resident, in megabytes; pages shared with other processes, as of Node's own program, count in each. */
  rss: number
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

export const sumOf = (processes: readonly ProcessMemory[]): number =>
  processes.reduce((sum, { rss }) => sum + rss, 0)

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
    const rss = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
    const name = nameOf(args)
    return name === 'postgres' || Number.isNaN(rss) ? undefined : { name, rss }
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
