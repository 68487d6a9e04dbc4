/** A process beside the server that is started with its first question, answers one after another, and ends when idle. */
import { type ChildProcess, fork, type Serializable } from 'node:child_process'
import { askProcess, besideServer, type NoAnswer } from './ask-process'

export type SideLimits = {
  /** From a question to its answer, the start of the process included. */
  timeoutMs: number
  /** A process that holds more after an answer is replaced before the next one. */
  keepBytes: number
  /** A process that holds more while it answers is killed. */
  mostBytes: number
  /** A process without work is ended after this long. */
  idleMs: number
}

type Program = {
  /** Whole path in the source tree, not bundled: Node runs the TypeScript file directly. */
  file: string
  execArgv: string[]
  limits: SideLimits
  /** It is not started with less free memory than this. */
  leastFreeBytes?: number
  /** Besides the common ones. */
  env?: Record<string, string>
  /** Its priority, when somebody waits for the answer; else the lowest of such processes. */
  nice?: number
}

/** `spent`: the process is to be replaced, whatever it holds. */
type Measured = { memoryBytes: number; spent?: boolean }

export class SideProcess<Question extends Serializable, Answer extends Measured> {
  /** Questions without an answer so far. */
  waiting = 0
  private readonly program: Program
  private child: ChildProcess | null = null
  private idle: NodeJS.Timeout | undefined
  private last: Promise<unknown> = Promise.resolve()

  constructor(program: Program) {
    this.program = program
  }

  /** Waits for the question before it. Never rejects. After no answer the next question meets a new process. */
  ask(question: Question): Promise<Answer | NoAnswer> {
    this.waiting += 1
    const answered = this.last.then(() => this.askNow(question)).finally(() => (this.waiting -= 1))
    this.last = answered
    return answered
  }

  /** Ends the process; a question that waits for its answer gets none. */
  close(): void {
    clearTimeout(this.idle)
    this.child?.kill('SIGKILL')
    this.child = null
  }

  /** For tests and figures: of the process that waits for the next question. */
  get pid(): number | undefined {
    return this.alive?.pid
  }

  /** One that was killed while nobody asked it is no process to ask. */
  private get alive(): ChildProcess | null {
    return this.child?.connected ? this.child : null
  }

  private async askNow(question: Question): Promise<Answer | NoAnswer> {
    const { limits, leastFreeBytes = 0 } = this.program
    clearTimeout(this.idle)
    // Counts what a container may use, not only what the machine has.
    if (!this.alive && process.availableMemory() < leastFreeBytes) return 'MEMORY'
    const child = this.alive ?? this.start()
    this.child = child
    const answer = await askProcess<Answer>(child, question, limits)
    const over = typeof answer === 'string' || answer.spent || answer.memoryBytes > limits.keepBytes
    if (over) this.close()
    else this.idle = setTimeout(() => this.close(), limits.idleMs).unref()
    return answer
  }

  private start(): ChildProcess {
    const child = fork(/* turbopackIgnore: true */ this.program.file, [], {
      serialization: 'advanced',
      execArgv: this.program.execArgv,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // It needs no setting, and no secret. One heap instead of one for each thread: plates are read in 430 MB instead of 620.
      env: { NODE_ENV: 'production', MALLOC_ARENA_MAX: '1', ...this.program.env },
    })
    return besideServer(child, this.program.nice)
  }
}
