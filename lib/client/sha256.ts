/**
 * SHA-256 of an ASCII text, as hexadecimal digits. Browsers offer it only to pages of https, and one promise for each hash;
 * a proof of work needs a hundred thousand of them.
 */
export function sha256Hex(text: string): string {
  const words = padded(text)
  const hash = new Int32Array(INITIAL)
  for (let block = 0; block < words.length; block += 16) compress(hash, words.subarray(block, block + 16))
  return Array.from(hash, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

/** Fractions of the square roots of the first 8 primes, and of the cube roots of the first 64 (FIPS 180-4). */
const PRIMES = primes(64)
const INITIAL = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))
const ROUND = Int32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)))
const schedule = new Int32Array(64)

function primes(count: number): number[] {
  const found: number[] = []
  for (let n = 2; found.length < count; n += 1) if (found.every((prime) => n % prime !== 0)) found.push(n)
  return found
}

function fraction(root: number): number {
  return ((root % 1) * 2 ** 32) | 0
}

function padded(text: string): Int32Array {
  const words = new Int32Array((((text.length + 8) >> 6) + 1) * 16)
  for (let at = 0; at < text.length; at += 1)
    words[at >> 2] = (words[at >> 2] ?? 0) | (text.charCodeAt(at) << (24 - (at % 4) * 8))
  words[text.length >> 2] = (words[text.length >> 2] ?? 0) | (0x80 << (24 - (text.length % 4) * 8))
  words[words.length - 1] = text.length * 8
  return words
}

const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by))
const at = (words: Int32Array, index: number) => words[index] as number

function compress(hash: Int32Array, block: Int32Array): void {
  for (let t = 0; t < 64; t += 1) {
    if (t < 16) {
      schedule[t] = at(block, t)
      continue
    }
    const [x, y] = [at(schedule, t - 15), at(schedule, t - 2)]
    const low = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)
    const high = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10)
    schedule[t] = (at(schedule, t - 16) + low + at(schedule, t - 7) + high) | 0
  }
  let [a, b, c, d, e, f, g, h] = hash as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  for (let t = 0; t < 64; t += 1) {
    const first =
      (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + at(ROUND, t) + at(schedule, t)) |
      0
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) hash[index] = at(hash, index) + word
}
