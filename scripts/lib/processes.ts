/** What a start must know of processes it did not begin itself: those that an earlier, killed start left behind. */
import { execFileSync } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function ps(pid: number, column: string): string {
  try {
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' }
    return execFileSync('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], {
      encoding: 'utf8',
      env,
      stdio: 'pipe',
    }).trim()
  } catch {
    return ''
  }
}

export const commandOf = (pid: number): string => ps(pid, 'args')

/** A process number is reused; together with the time of its start it names one process only. */
export const birthOf = (pid: number): string => ps(pid, 'lstart')

/** Sends the signals in turn, waiting for each to work. True when the process is gone. */
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
    const until = Date.now() + waitMs
    while (Date.now() < until) {
      if (!isAlive(pid)) return true
      await pause(25)
    }
  }
  return !isAlive(pid)
}
