/** Inspects and ends processes that an earlier, killed start left behind. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

// `ps` is missing from slim images, `/proc` from macOS.
const hasProc = existsSync('/proc/self/stat')

/** Fields of /proc/<pid>/stat after the command (which may contain spaces and brackets): 0 state, 19 start time. */
function procFields(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

function ps(pid: number, column: string): string {
  try {
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' }
    const args = ['-ww', '-o', `${column}=`, '-p', String(pid)]
    return execFileSync('ps', args, { encoding: 'utf8', env, stdio: 'pipe' }).trim()
  } catch {
    return ''
  }
}

/** A zombie counts as dead: it holds no resources, and in a container it may never be reaped. */
export function isAlive(pid: number): boolean {
  if (hasProc) {
    const state = procFields(pid)[0]
    return state !== undefined && state !== 'Z' && state !== 'X'
  }
  const state = ps(pid, 'stat')
  return state !== '' && !state.startsWith('Z')
}

export function commandOf(pid: number): string {
  if (!hasProc) return ps(pid, 'args')
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    return ''
  }
}

/** Start time of a process: pids are reused, pid and start time together are unique. */
export function birthOf(pid: number): string {
  return hasProc ? (procFields(pid)[19] ?? '') : ps(pid, 'lstart')
}

export interface ProcessName {
  pid: number
  birth: string
}

export const nameOf = (pid: number): ProcessName => ({ pid, birth: birthOf(pid) })

export const isStillAlive = ({ pid, birth }: ProcessName): boolean => isAlive(pid) && birthOf(pid) === birth

/** Sends the signals in turn, waiting after each. @returns whether the process has ended */
export async function endProcess(
  pid: number,
  signals: [signal: NodeJS.Signals, waitMs: number][],
): Promise<boolean> {
  for (const [signal, waitMs] of signals) {
    try {
      process.kill(pid, signal)
    } catch {
      return !isAlive(pid)
    }
    if (await waitForExit(pid, waitMs)) return true
  }
  return !isAlive(pid)
}

export async function waitForExit(pid: number, waitMs: number): Promise<boolean> {
  const until = Date.now() + waitMs
  while (Date.now() < until) {
    if (!isAlive(pid)) return true
    await pause(25)
  }
  return !isAlive(pid)
}
