import type { Worker, WorkerOptions } from 'node:worker_threads'

type Settings = {
  /** Starts it; the bundler of pages looks for a `new Worker` of a file that it can tell, or is told to ignore. */
  open: () => Worker
  /** For one answer; after it the thread is ended. */
  timeoutMs: number
  /** After so long without a question the thread is ended, so that it holds no memory at rest. */
  idleMs: number
}

/** Options of a thread whose program Node runs directly, TypeScript as it is: no loader of this process is for it. */
export const threadOptions = (heapMb: number, workerData?: object): WorkerOptions => ({
  workerData,
  execArgv: [],
  resourceLimits: { maxOldGenerationSizeMb: heapMb },
})

/** The thread gave no answer in time, or ended without one; the question may be asked again. */
export class ThreadError extends Error {
  constructor(readonly reason: 'LATE' | 'ENDED') {
    super(`thread ${reason === 'LATE' ? 'took too long' : 'ended'}`)
    this.name = 'ThreadError'
  }
}

/** A thread for work that would keep requests waiting: started with its first question, one question at a time. */
export class Thread<Question, Answer> {
  private readonly settings: Settings
  private worker: Worker | null = null
  private idle: NodeJS.Timeout | undefined
  private last: Promise<unknown> = Promise.resolve()

  constructor(settings: Settings) {
    this.settings = settings
  }

  /** @throws ThreadError; the next question meets a new thread */
  ask(question: Question): Promise<Answer> {
    const answered = this.last.then(() => this.answerTo(question))
    this.last = answered.catch(() => undefined)
    return answered
  }

  /** Ends it; the next question starts another. */
  end(thread = this.worker): void {
    if (this.worker === thread) this.worker = null
    void thread?.terminate()
  }

  get running(): boolean {
    return this.worker !== null
  }

  private async answerTo(question: Question): Promise<Answer> {
    clearTimeout(this.idle)
    const thread = this.worker ?? this.start()
    this.worker = thread
    try {
      const answer = await this.exchange(thread, question)
      this.idle = setTimeout(() => this.end(thread), this.settings.idleMs).unref()
      return answer
    } catch (error) {
      this.end(thread)
      throw error
    }
  }

  private exchange(thread: Worker, question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => fail('LATE'), this.settings.timeoutMs)
      const ended = () => fail('ENDED')
      const settle = () => {
        clearTimeout(late)
        thread.off('message', take).off('error', ended).off('exit', ended)
      }
      const take = (answer: Answer) => {
        settle()
        resolve(answer)
      }
      const fail = (reason: ThreadError['reason']) => {
        settle()
        reject(new ThreadError(reason))
      }
      thread.on('message', take).on('error', ended).on('exit', ended)
      thread.postMessage(question)
    })
  }

  private start(): Worker {
    const thread = this.settings.open()
    // It must not keep the process alive; whoever waits for an answer hears of errors.
    thread.unref()
    const ended = () => this.end(thread)
    thread.on('error', ended).on('exit', ended)
    return thread
  }
}
