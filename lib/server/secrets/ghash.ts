/**
 * GHASH of NIST SP 800-38D, which makes GCM of a block cipher in counter mode: OpenSSL has SM4-GCM from 3.1 on only, and the
 * Node.js releases that are supported bring 3.0. Tested with the vector of RFC 8998.
 */

/** Multiples of H by four bits, each as four 32-bit words. */
export type GhashTable = readonly Uint32Array[]

const BLOCK = 16

/** Multiplies by x in GF(2^128), bits as GCM writes them. */
function timesX(v: Uint32Array): Uint32Array {
  const [a = 0, b = 0, c = 0, d = 0] = v
  const carry = d & 1 ? 0xe1000000 : 0
  return Uint32Array.of(
    ((a >>> 1) ^ carry) >>> 0,
    ((b >>> 1) | (a << 31)) >>> 0,
    ((c >>> 1) | (b << 31)) >>> 0,
    ((d >>> 1) | (c << 31)) >>> 0,
  )
}

const plus = (a: Uint32Array, b: Uint32Array) => a.map((word, place) => word ^ (b[place] ?? 0))

/** @param h the block cipher's encryption of sixteen zero bytes */
export function ghashTable(h: Buffer): GhashTable {
  const table: Uint32Array[] = Array.from({ length: BLOCK }, () => new Uint32Array(4))
  let power: Uint32Array = Uint32Array.from({ length: 4 }, (_, word) => h.readUInt32BE(word * 4))
  for (let bit = 8; bit > 0; bit >>= 1) {
    table[bit] = power
    power = timesX(power)
  }
  return table.map((_, value) =>
    [8, 4, 2, 1].reduce<Uint32Array>(
      (sum, bit) => (value & bit ? plus(sum, table[bit] ?? sum) : sum),
      new Uint32Array(4),
    ),
  )
}

/** What the four bits shifted out on the right come back as on the left. */
const REDUCTION = Array.from({ length: BLOCK }, (_, value) => {
  let v: Uint32Array = Uint32Array.of(0, 0, 0, value)
  for (let bit = 0; bit < 4; bit++) v = timesX(v)
  return v[0] ?? 0
})

function timesH(y: Uint32Array, table: GhashTable): void {
  let [a, b, c, d] = [0, 0, 0, 0]
  for (let nibble = 31; nibble >= 0; nibble--) {
    const back = REDUCTION[d & 15] ?? 0
    d = (d >>> 4) | (c << 28)
    c = (c >>> 4) | (b << 28)
    b = (b >>> 4) | (a << 28)
    a = (a >>> 4) ^ back
    const row = table[((y[nibble >> 3] ?? 0) >>> (28 - (nibble & 7) * 4)) & 15]
    a ^= row?.[0] ?? 0
    b ^= row?.[1] ?? 0
    c ^= row?.[2] ?? 0
    d ^= row?.[3] ?? 0
  }
  y.set([a, b, c, d])
}

/** GHASH of additional data and ciphertext with their lengths: sixteen bytes. */
export function ghash(table: GhashTable, aad: Buffer, text: Buffer): Buffer {
  const lengths = Buffer.alloc(BLOCK)
  lengths.writeUInt32BE(aad.length * 8, 4)
  lengths.writeUInt32BE(text.length * 8, 12)
  const y = new Uint32Array(4)
  for (const part of [aad, text, lengths]) {
    for (let at = 0; at < part.length; at += BLOCK) {
      const block = Buffer.alloc(BLOCK)
      part.copy(block, 0, at, at + BLOCK)
      for (let word = 0; word < 4; word++) y[word] = (y[word] ?? 0) ^ block.readUInt32BE(word * 4)
      timesH(y, table)
    }
  }
  const out = Buffer.alloc(BLOCK)
  y.forEach((word, place) => {
    out.writeUInt32BE(word, place * 4)
  })
  return out
}
