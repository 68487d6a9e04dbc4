import { randomBytes, randomInt } from 'node:crypto'

/** Starts anywhere, so that two processes on one database hardly meet; counts on, so that one never meets itself. */
let last = randomInt(10_000_000, 90_000_000)

/** A number of eight digits that this process did not hand out before. */
export function nextNumber(): number {
  last = last >= 99_999_999 ? 10_000_000 : last + 1
  return last
}

/** UUID version 7 of an instant: rows made for the past sort as if they had been made then. */
export function uuid7(at: Date = new Date()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(at.getTime(), 0, 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
