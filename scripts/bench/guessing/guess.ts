/** Guesses at one kind of secret: sent many at once, counted by their answers, judged by what chance would find. */
import { randomInt } from 'node:crypto'
import type { HttpClient, Reply } from '../http-client'

/** As many as a program would send at once. */
export const AT_ONCE = 24

export interface Attack {
  http: HttpClient
  /** Guesses of each kind. */
  count: number
  dataDir: string
}

/** What became of one guess. `refused`: by a limit, before anything was compared. */
export type Outcome = 'found' | 'wrong' | 'refused'
export type Counts = Record<Outcome, number>

/** One row of the table. */
export interface Guessed {
  secret: string
  guesser: string
  guesses: number
  /** Let through to a comparison. */
  compared: number
  found: number
  /** How likely one comparison finds something: valid secrets ÷ all. */
  share: number
  /** The limits let no more through; null: none limits a guesser from many addresses, the number of secrets does. */
  most: number | null
}

/** @param first number of the first guess; the others follow */
export async function guessAll(
  one: (at: number) => Promise<Outcome>,
  count: number,
  first = 0,
): Promise<Counts> {
  const counts = { found: 0, wrong: 0, refused: 0 }
  let next = first
  const lane = async () => {
    for (let at = next++; at < first + count; at = next++) counts[await one(at)] += 1
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return counts
}

/**
 * @param right status of a right guess
 * @param wrong codes of an error that say: compared, and wrong
 * @throws for any other answer: a fault, not a guess
 */
export function judge({ status, text }: Reply, right: number, wrong: readonly string[]): Outcome {
  if (status === right) return 'found'
  const code = errorOf(text)
  if (code === 'LOCKED' || code === 'RATE_LIMITED') return 'refused'
  if (wrong.includes(code)) return 'wrong'
  throw new Error(`a guess was answered ${status}: ${text.slice(0, 300)}`)
}

export function errorOf(text: string): string {
  const { code } = JSON.parse(text)
  return typeof code === 'string' ? code : ''
}

/** A proxy in front of the server says where a call comes from. `many`: every guess from an address of its own. */
export type From = 'one' | 'many'

/** Of the addresses that carriers share out (100.64.0.0/10). */
export function comingFrom(from: From, at: number): Record<string, string> {
  const n = from === 'one' ? 0 : at + 1
  return { 'x-forwarded-for': `100.${64 + ((n >> 16) & 63)}.${(n >> 8) & 255}.${n & 255}` }
}

export const FROM_WORDS: Record<From, string> = { one: 'from one address', many: 'each from another address' }

export const sixDigits = (): string => String(randomInt(0, 1_000_000)).padStart(6, '0')

/** The least number that chance exceeds in fewer than one run of a million (Poisson). */
export function mostByChance(expected: number): number {
  let count = 0
  let term = Math.exp(-expected)
  for (let sum = term; 1 - sum > 1e-6; sum += term) {
    count += 1
    term *= expected / count
  }
  return count
}
