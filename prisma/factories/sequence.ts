import { randomInt } from 'node:crypto'
import { newId } from '@/lib/server/database/new-id'

/** Starts anywhere, so that two processes on one database hardly meet; counts on, so that one never meets itself. */
let last = randomInt(10_000_000, 90_000_000)

/** A number of eight digits that this process did not hand out before. */
export function nextNumber(): number {
  last = last >= 99_999_999 ? 10_000_000 : last + 1
  return last
}

/** The id of a row that is made as if at that time: it sorts among the rows of then. */
export function idAt(at: Date): string {
  return newId(at.getTime())
}
