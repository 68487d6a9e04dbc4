import path from 'node:path'
import { type SideLimits, SideProcess } from './side-process'

/** A line of text on a photo. */
export type ReadLine = {
  text: string
  /** Its corners in pixels of the photo: top left, top right, bottom right, bottom left of the text. */
  box: [x: number, y: number][]
  /** 0 to 1: how sure the model is of its characters. */
  score: number
}
/** `lines: null`: the photo could not be read. */
export type ReaderAnswer = { lines: ReadLine[] | null; memoryBytes: number }

export const READING_FAULTS = ['TIMEOUT', 'MEMORY', 'ENDED', 'UNREADABLE'] as const
export type ReadingFault = (typeof READING_FAULTS)[number]
export type Reading = { lines: ReadLine[] } | { fault: ReadingFault }

const MB = 1024 * 1024
export const READER_LIMITS: SideLimits = {
  timeoutMs: 45_000,
  keepBytes: 700 * MB,
  mostBytes: 1100 * MB,
  idleMs: 60_000,
}

/** Reads photos one after another in a process of its own, which exists only while there are photos to read. */
export class PlateReader {
  private readonly process: SideProcess<Buffer, ReaderAnswer>

  constructor(limits: SideLimits = READER_LIMITS) {
    this.process = new SideProcess({
      file: path.join(process.cwd(), 'lib/server/files/plate-reader-worker.ts'),
      execArgv: ['--max-old-space-size=160', '--max-semi-space-size=4'],
      limits,
      leastFreeBytes: limits.keepBytes,
    })
  }

  /** @param jpeg a stored photo. Waits for the photo before it. Never throws: what failed is said by its fault. */
  async read(jpeg: Buffer): Promise<Reading> {
    const answer = await this.process.ask(jpeg)
    if (typeof answer === 'string') return { fault: answer }
    return answer.lines ? { lines: answer.lines } : { fault: 'UNREADABLE' }
  }

  /** Ends the process; a photo that is being read is not read. */
  close(): void {
    this.process.close()
  }

  /** For tests and figures: of the process that waits for the next photo. */
  get pid(): number | undefined {
    return this.process.pid
  }
}
