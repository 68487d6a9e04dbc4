const ALPHABET = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/**
 * The line of each number body: 12 bytes per slot instead of the 100 of a Map, so that a file of millions of rows needs
 * little memory. Open addressing in a table at most half full.
 */
export class SeenBodies {
  private keys = new Float64Array(1 << 16).fill(-1)
  private lines = new Uint32Array(1 << 16)
  private count = 0

  /** @returns the line where the body occurred first, or null when it is new and now stored */
  firstLine(body: string, line: number): number | null {
    let key = 0
    for (const character of body) key = key * ALPHABET.length + ALPHABET.indexOf(character)
    const place = this.placeOf(key)
    if (this.keys[place] === key) return this.lines[place] ?? null
    this.keys[place] = key
    this.lines[place] = line
    this.count += 1
    if (this.count * 2 > this.keys.length) this.grow()
    return null
  }

  private placeOf(key: number): number {
    const mask = this.keys.length - 1
    let place = (Math.imul(key % 4_294_967_291, 0x9e3779b1) >>> 8) & mask
    while (this.keys[place] !== -1 && this.keys[place] !== key) place = (place + 1) & mask
    return place
  }

  private grow(): void {
    const { keys, lines } = this
    this.keys = new Float64Array(keys.length * 2).fill(-1)
    this.lines = new Uint32Array(keys.length * 2)
    keys.forEach((key, from) => {
      if (key === -1) return
      const place = this.placeOf(key)
      this.keys[place] = key
      this.lines[place] = lines[from] ?? 0
    })
  }
}
