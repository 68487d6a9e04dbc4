import { createHash } from 'node:crypto'

/**
 * A number from 0 up to, not including, 1 that the seed and the id give, and nobody can foresee without the seed: the first
 * 48 bits of SHA-256 of `seed:id`. Written down here so that a draw can be made again by any program.
 */
export function fractionOf(seed: string, id: string): number {
  return createHash('sha256').update(`${seed}:${id}`).digest().readUIntBE(0, 6) / 2 ** 48
}
