import { closeSync, openSync, readSync, writeSync } from 'node:fs'

const BLOCK = 1 << 16
/** Cached blocks: 16 MB. Rows refer to strings in about the order in which the workbook lists them. */
const MAX_CACHED = 256

/**
 * The shared strings of a workbook in a file: there may be ten million. In memory are four bytes for each, and a cache of
 * blocks.
 */
export class StringStore {
  private readonly file: number
  private starts = new Uint32Array(1 << 16)
  private count = 0
  private written = 0
  private pending: Buffer[] = []
  private pendingBytes = 0
  private readonly blocks = new Map<number, Buffer>()

  constructor(path: string) {
    this.file = openSync(path, 'w+', 0o600)
  }

  add(text: string): void {
    if (this.count + 1 >= this.starts.length) {
      const grown = new Uint32Array(this.starts.length * 2)
      grown.set(this.starts)
      this.starts = grown
    }
    const bytes = Buffer.from(text)
    this.pending.push(bytes)
    this.pendingBytes += bytes.length
    this.count += 1
    this.starts[this.count] = this.written + this.pendingBytes
    if (this.pendingBytes >= BLOCK) this.flush()
  }

  /** After the last `add`. */
  flush(): void {
    if (this.pendingBytes > 0)
      writeSync(this.file, Buffer.concat(this.pending), 0, this.pendingBytes, this.written)
    this.written += this.pendingBytes
    this.pending = []
    this.pendingBytes = 0
  }

  at(index: number): string | null {
    const [start, end] = [this.starts[index], this.starts[index + 1]]
    if (start === undefined || end === undefined || index >= this.count) return null
    const first = Math.floor(start / BLOCK)
    const offset = start - first * BLOCK
    if (end <= (first + 1) * BLOCK) return this.block(first).toString('utf8', offset, offset + end - start)
    const bytes = Buffer.alloc(end - start)
    readSync(this.file, bytes, 0, bytes.length, start)
    return bytes.toString('utf8')
  }

  close(): void {
    closeSync(this.file)
  }

  private block(number: number): Buffer {
    const cached = this.blocks.get(number)
    if (cached) return cached
    const oldest = this.blocks.size >= MAX_CACHED ? this.blocks.keys().next().value : undefined
    if (oldest !== undefined) this.blocks.delete(oldest)
    const bytes = Buffer.alloc(BLOCK)
    readSync(this.file, bytes, 0, BLOCK, number * BLOCK)
    this.blocks.set(number, bytes)
    return bytes
  }
}
