/** What this process and those that it started hold together; PostgreSQL is not ours. */
import { readdirSync, readFileSync } from 'node:fs'
import { quantile } from '../measure'

const EVERY_MS = 250

type Process = { parent: string; mb: number; name: string }

function processes(): Map<string, Process> {
  const found = new Map<string, Process>()
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const text = readFileSync(`/proc/${pid}/status`, 'utf8')
      const word = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(text)?.[1] ?? ''
      found.set(pid, { parent: word('PPid'), mb: Number(word('VmRSS') || 0) / 1024, name: word('Name') })
    } catch {
      // It has ended meanwhile.
    }
  }
  return found
}

function heldMb(): number {
  const all = processes()
  const ours = new Set([String(process.pid)])
  // A child's number may be lower than its parent's.
  for (let before = 0; before !== ours.size; ) {
    before = ours.size
    for (const [pid, { parent, name }] of all) if (ours.has(parent) && name !== 'postgres') ours.add(pid)
  }
  return [...ours].reduce((sum, pid) => sum + (all.get(pid)?.mb ?? 0), 0)
}

export type Held = { median: number; peak: number }

/** Watches from now on. @returns to be called at the end, with what was held in MB */
export function watchMemory(): () => Held {
  const seen = [heldMb()]
  const watch = setInterval(() => seen.push(heldMb()), EVERY_MS)
  return () => {
    clearInterval(watch)
    seen.push(heldMb())
    return { median: quantile(seen, 0.5), peak: Math.max(...seen) }
  }
}
