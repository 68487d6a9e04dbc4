/**
 * The human check (docs/decisions/0053), done by the phone. `miniprogram/lib/human-check.ts` is the same text, since a mini
 * program can import nothing from outside its folder; a test compares the two.
 */
export type HumanCheck = { salt: string; challenge: string; numbers: number; signature: string }

/** A slice is shorter than a frame, so that the page stays alive; no worker, which old web-views load badly. */
const SLICE_MS = 12

/**
 * Tries the numbers until one fits, half of them on average: a third of a second on a server's processor, about one in Chromium
 * made six times slower (docs/benchmarks.md); real old phones were not measured.
 * @param onShare how many of the numbers have been tried, 0 to 1; after each slice
 * @returns what the next request takes as `humanCheck`; null when no number fits, which no check of our server leads to
 */
export async function solveHumanCheck(
  { salt, challenge, numbers, signature }: HumanCheck,
  onShare: (share: number) => void,
): Promise<string | null> {
  const wanted = Array.from(
    { length: 8 },
    (_, word) => parseInt(challenge.slice(word * 8, word * 8 + 8), 16) | 0,
  )
  for (let number = 0; number < numbers; ) {
    const end = Date.now() + SLICE_MS
    for (; number < numbers && Date.now() < end; number += 1) {
      const found = sha256Words(`${salt}${number}`)
      if (found[0] === wanted[0] && wanted.every((word, at) => word === found[at]))
        return `${salt}${number}:${signature}`
    }
    onShare(number / numbers)
    await new Promise<void>((resolve) => setTimeout(resolve, 0))
  }
  return null
}

/** Fractions of the square roots of the first 8 primes, and of the cube roots of the first 64 (FIPS 180-4). */
const PRIMES = primes(64)
const INITIAL = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))
const ROUND = Int32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)))
const schedule = new Int32Array(64)
const hash = new Int32Array(8)

function primes(count: number): number[] {
  const found: number[] = []
  for (let n = 2; found.length < count; n += 1) if (found.every((prime) => n % prime !== 0)) found.push(n)
  return found
}

function fraction(root: number): number {
  return ((root % 1) * 2 ** 32) | 0
}

/**
 * SHA-256 of an ASCII text as eight words, valid until the next call. Browsers offer it only to pages of https, WeChat's
 * runtime not at all, and one promise for each hash is too slow for a hundred thousand.
 */
export function sha256Words(text: string): Int32Array {
  const words = new Int32Array((((text.length + 8) >> 6) + 1) * 16)
  for (let place = 0; place < text.length; place += 1)
    words[place >> 2] = at(words, place >> 2) | (text.charCodeAt(place) << (24 - (place % 4) * 8))
  words[text.length >> 2] = at(words, text.length >> 2) | (0x80 << (24 - (text.length % 4) * 8))
  words[words.length - 1] = text.length * 8
  hash.set(INITIAL)
  for (let block = 0; block < words.length; block += 16) compress(words, block)
  return hash
}

const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by))
const at = (words: Int32Array, index: number) => words[index] as number

function compress(words: Int32Array, block: number): void {
  for (let t = 0; t < 16; t += 1) schedule[t] = at(words, block + t)
  for (let t = 16; t < 64; t += 1) {
    const x = at(schedule, t - 15)
    const y = at(schedule, t - 2)
    const low = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)
    const high = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10)
    schedule[t] = (at(schedule, t - 16) + low + at(schedule, t - 7) + high) | 0
  }
  let a = at(hash, 0)
  let b = at(hash, 1)
  let c = at(hash, 2)
  let d = at(hash, 3)
  let e = at(hash, 4)
  let f = at(hash, 5)
  let g = at(hash, 6)
  let h = at(hash, 7)
  for (let t = 0; t < 64; t += 1) {
    const turned = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
    const first = (h + turned + ((e & f) ^ (~e & g)) + at(ROUND, t) + at(schedule, t)) | 0
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  }
  hash[0] = at(hash, 0) + a
  hash[1] = at(hash, 1) + b
  hash[2] = at(hash, 2) + c
  hash[3] = at(hash, 3) + d
  hash[4] = at(hash, 4) + e
  hash[5] = at(hash, 5) + f
  hash[6] = at(hash, 6) + g
  hash[7] = at(hash, 7) + h
}
