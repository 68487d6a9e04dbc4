import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import { env } from '@/lib/server/env'
import { askProcess, besideServer, type NoAnswer } from '@/lib/server/files/ask-process'
import type { kindOfSheet } from './kind-of-sheet'
import { type Sheet, type SheetLimits, SheetRefused, type SheetRow } from './sheet'

type Kind = Awaited<ReturnType<typeof kindOfSheet>>

export type SheetQuestion =
  | { ask: 'kind'; bytes: Uint8Array }
  | { ask: 'open'; bytes: Uint8Array; limits: SheetLimits }
  | { ask: 'next' }
export type SheetAnswer =
  | { kind: Kind }
  | { name: string | null; rowsAbout: number }
  | { rows: SheetRow[]; done: boolean }
  | { refused: string }

/** What reading one uploaded file may take. */
export type Allowance = {
  heapMb: number
  /** A process that holds more in all is killed. */
  mostMb: number
  /** For opening it, and for each batch of rows. */
  answerMs: number
  /** For all of it. */
  wholeMs: number
}
const ALLOWED: Allowance = { heapMb: 256, mostMb: 640, answerMs: 60_000, wholeMs: 600_000 }

const MB = 1024 * 1024

/**
 * Detects the kind of an uploaded file, as `kindOfSheet`, in a process of its own.
 * @returns `fault` also for a file that cannot be looked at within the allowance
 */
export async function kindApart(bytes: Buffer, allowed = ALLOWED): Promise<Kind> {
  const reading = new Reading(allowed)
  try {
    const answer = await reading.ask({ ask: 'kind', bytes })
    if ('kind' in answer) return answer.kind
    throw new Error('the process of a sheet answered something else')
  } catch (error) {
    if (error instanceof SheetRefused) return { fault: error.message }
    throw error
  } finally {
    reading.end()
  }
}

/**
 * Reads an uploaded table, as `openSheet`, in a process of its own with bounded memory and time: whatever is in the file, the
 * server goes on answering. Rows are read as they are asked for.
 * @throws SheetRefused with a message for the person who sent it; also while rows are read
 */
export async function openSheetApart(
  bytes: Buffer,
  limits: SheetLimits,
  allowed = ALLOWED,
): Promise<Pick<Sheet, 'name' | 'rows'>> {
  const reading = new Reading(allowed)
  try {
    const answer = await reading.ask({ ask: 'open', bytes, limits })
    if (!('name' in answer)) throw new Error('the process of a sheet answered something else')
    return { name: answer.name, rows: rowsOf(reading) }
  } catch (error) {
    reading.end()
    throw error
  }
}

async function* rowsOf(reading: Reading): AsyncGenerator<SheetRow> {
  try {
    for (;;) {
      const answer = await reading.ask({ ask: 'next' })
      if (!('rows' in answer)) throw new Error('the process of a sheet answered something else')
      yield* answer.rows
      if (answer.done) return
    }
  } finally {
    reading.end()
  }
}

const AGAIN = '请拆成几个较小的文件，或在 Excel、WPS 中另存为新的 .xlsx 后重试'

/** A process that reads one file, and ends with it. */
class Reading {
  private readonly allowed: Allowance
  private readonly child: ChildProcess
  private spent = 0

  constructor(allowed: Allowance) {
    this.allowed = allowed
    this.child = start(allowed)
  }

  /** @throws SheetRefused for what the file is, or takes */
  async ask(question: SheetQuestion): Promise<SheetAnswer> {
    // Only the reading counts, not what is done with the rows in between.
    if (this.spent > this.allowed.wholeMs) throw refusedFor('TIMEOUT', this.allowed.wholeMs)
    const began = performance.now()
    const limits = { timeoutMs: this.allowed.answerMs, mostBytes: this.allowed.mostMb * MB }
    const answer = await askProcess<SheetAnswer>(this.child, question, limits)
    this.spent += performance.now() - began
    if (typeof answer === 'string') throw refusedFor(answer, this.allowed.answerMs)
    if ('refused' in answer) throw new SheetRefused(answer.refused)
    return answer
  }

  end(): void {
    this.child.kill('SIGKILL')
  }
}

function refusedFor(trouble: NoAnswer, ms: number): SheetRefused {
  const why = {
    TIMEOUT: `超过了 ${Math.ceil(ms / 1000)} 秒的时限`,
    MEMORY: '超出了内存上限',
    ENDED: '意外中断，可能是文件过大或结构异常',
  }
  return new SheetRefused(`读取这个文件时${why[trouble]}，${AGAIN}`)
}

/** From the source tree: Node runs its files directly. It gets no secret and no database: what it reads is a stranger's. */
function start({ heapMb }: Allowance): ChildProcess {
  const file = path.join(process.cwd(), 'lib/server/sheet/sheet-worker.ts')
  const child = fork(/* turbopackIgnore: true */ file, [], {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${heapMb}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {
      NODE_ENV: 'production',
      // For its scratch files; the two others must only be there.
      DATA_DIR: path.resolve(env().DATA_DIR),
      DATABASE_URL: 'none',
      SECRET_KEY: 'none'.repeat(8),
    },
  })
  return besideServer(child)
}
