/** Recorded statements sent again with nothing around them: the driver, prepared statements, one connection a client. */
import type pg from 'pg'
import { connect } from '@/lib/server/database/connect'
import type { Script } from './record'

/** Names of prepared statements, the same on every connection. */
const names = new Map<string, string>()

function nameOf(text: string): string {
  const known = names.get(text)
  if (known) return known
  const name = `s${names.size + 1}`
  names.set(text, name)
  return name
}

export function openConnections(url: string, count: number): Promise<pg.Client[]> {
  return Promise.all(Array.from({ length: count }, () => connect(url, 'bench')))
}

/**
 * Sends one script. What the database answered differently from when it was recorded (another number, another filing
 * from the queue) takes the place of what was recorded in all that follows.
 */
export async function replay(client: pg.Client, script: Script): Promise<void> {
  const changed = new Map<string, string>()
  for (const { text, values, row } of script) {
    const now = changed.size > 0 ? values.map((value) => substitute(value, changed)) : values
    const name = now.length > 0 ? nameOf(text) : undefined
    const { rows } = await client.query({ name, text, values: now, rowMode: 'array' })
    if (row) compare(row, rows[0] ?? [], changed)
  }
}

/** Longer texts are documents, which no later statement repeats. */
const LONGEST_KEY = 64

function compare(then: unknown[], now: unknown[], changed: Map<string, string>): void {
  for (const [index, before] of then.entries()) {
    const after = now[index]
    if (typeof before !== 'string' || typeof after !== 'string' || before === after) continue
    if (before.length >= 8 && before.length <= LONGEST_KEY) changed.set(before, after)
  }
}

function substitute(value: unknown, changed: Map<string, string>): unknown {
  if (typeof value !== 'string') return value
  const whole = changed.get(value)
  if (whole !== undefined || !value.startsWith('{')) return whole ?? value
  return [...changed].reduce((text, [before, after]) => text.replaceAll(before, after), value)
}
