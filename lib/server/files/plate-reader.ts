import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import { askProcess, besideServer } from './ask-process'

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

export type ReaderLimits = {
  /** From the photo to its lines, the start of the process included. */
  timeoutMs: number
  /** A process that holds more after a photo is replaced before the next one. */
  keepBytes: number
  /** A process that holds more while it reads is killed. */
  mostBytes: number
  /** A process without work is ended after this long. */
  idleMs: number
}

const MB = 1024 * 1024
export const READER_LIMITS: ReaderLimits = {
  timeoutMs: 45_000,
  keepBytes: 700 * MB,
  mostBytes: 1100 * MB,
  idleMs: 60_000,
}

/** Reads photos one after another in a process of its own, which exists only while there are photos to read. */
export class PlateReader {
  private child: ChildProcess | null = null
  private idle: NodeJS.Timeout | undefined
  private last: Promise<unknown> = Promise.resolve()

  constructor(private readonly limits: ReaderLimits = READER_LIMITS) {}

  /** @param jpeg a stored photo. Waits for the photo before it. Never throws: what failed is said by its fault. */
  read(jpeg: Buffer): Promise<Reading> {
    const reading = this.last.then(() => this.readNow(jpeg))
    this.last = reading
    return reading
  }

  /** Ends the process; a photo that is being read is not read. */
  close(): void {
    clearTimeout(this.idle)
    this.child?.kill('SIGKILL')
    this.child = null
  }

  /** For tests and figures: of the process that waits for the next photo. */
  get pid(): number | undefined {
    return this.child?.pid
  }

  private async readNow(jpeg: Buffer): Promise<Reading> {
    clearTimeout(this.idle)
    // Counts what a container may use, not only what the machine has.
    if (!this.child && process.availableMemory() < this.limits.keepBytes) return { fault: 'MEMORY' }
    const child = this.child ?? start()
    this.child = child
    const answer = await askProcess<ReaderAnswer>(child, jpeg, this.limits)
    if (typeof answer === 'string') {
      this.close()
      return { fault: answer }
    }
    if (answer.memoryBytes > this.limits.keepBytes) this.close()
    else this.idle = setTimeout(() => this.close(), this.limits.idleMs).unref()
    return answer.lines ? { lines: answer.lines } : { fault: 'UNREADABLE' }
  }
}

function start(): ChildProcess {
  // From the source tree, not bundled into the server: Node runs the TypeScript file directly.
  const file = path.join(process.cwd(), 'lib/server/files/plate-reader-worker.ts')
  const child = fork(/* turbopackIgnore: true */ file, [], {
    serialization: 'advanced',
    execArgv: ['--max-old-space-size=160', '--max-semi-space-size=4'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // It needs no setting, and no secret. One heap instead of one for each thread: 430 MB after a photo instead of 620.
    env: { NODE_ENV: 'production', MALLOC_ARENA_MAX: '1' },
  })
  return besideServer(child)
}
