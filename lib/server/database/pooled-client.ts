import pg from 'pg'
import { allowedBy, readLimit } from './time-limits'

/** The driver's words when nothing came back in time. */
const SILENT = 'Query read timeout'
/** A connection that is closed says goodbye; one that hears nothing more is not waited for. */
const GOODBYE_MS = 1_000

const open = new Set<PooledClient>()
let lastAnswerAt = Number.NEGATIVE_INFINITY

/** Whether the database has answered this process within so many milliseconds. */
export function answeredWithin(ms: number): boolean {
  return performance.now() - lastAnswerAt < ms
}

/**
 * The driver's client for pools. The driver itself only tells the caller that no answer came, and goes on waiting for it: the
 * connection went back into its pool, and whoever got it next waited as long again. Here its socket is destroyed, so that
 * whatever is asked on it fails at once and the pool drops it. So are all others that have heard nothing since it was asked, but
 * for those at longer work: a way that swallows packets swallows theirs too, and each would cost somebody the whole time.
 */
export class PooledClient extends pg.Client {
  /** Statements without an answer yet. */
  private waiting = 0
  private answeredAt = performance.now()
  /** How long this transaction may wait for an answer, where `allowTime` has said so. */
  private allowance: number | undefined
  /** How long it waits for an answer otherwise. */
  private readonly patience: number

  constructor(config?: string | pg.ClientConfig) {
    super(config)
    this.patience = (typeof config === 'object' && config.query_timeout) || Number.POSITIVE_INFINITY
    this.query = new Proxy(this.query, { apply: (query, _, given) => this.ask(query, given) })
    open.add(this)
    this.once('end', () => open.delete(this))
  }

  override end(): Promise<void>
  override end(callback: (error: Error) => void): void
  override end(callback?: (error: Error) => void): Promise<void> | undefined {
    const late = setTimeout(() => this.destroy(), GOODBYE_MS).unref()
    this.once('end', () => clearTimeout(late))
    if (!callback) return super.end()
    super.end(callback)
    return undefined
  }

  private ask(query: pg.Client['query'], [statement, ...rest]: unknown[]): unknown {
    const since = performance.now()
    const settled = (error?: unknown) => this.settled(since, error)
    const given = [this.withAllowance(statement), ...rest.map((each) => passedThrough(each, settled))]
    this.waiting += 1
    const answer: unknown = Reflect.apply(query, this, given)
    if (answer instanceof Promise) answer.then(() => settled(), settled)
    return answer
  }

  private withAllowance(statement: unknown): unknown {
    if (this.getTransactionStatus() === 'I') this.allowance = undefined
    if (!isConfig(statement)) return statement
    const allowed = allowedBy(statement.text)
    if (allowed !== undefined) this.allowance = readLimit(allowed)
    return this.allowance === undefined ? statement : { ...statement, query_timeout: this.allowance }
  }

  private settled(since: number, error: unknown): void {
    this.waiting -= 1
    if (error instanceof Error && error.message === SILENT) this.giveUp(since)
    else if (!(error instanceof Error) || error instanceof pg.DatabaseError)
      this.answeredAt = lastAnswerAt = performance.now()
  }

  private giveUp(since: number): void {
    this.destroy()
    for (const other of open)
      if (other.answeredAt < since && (other.isIdle() || other.waitsAtMost() <= this.waitsAtMost()))
        other.destroy()
  }

  private waitsAtMost(): number {
    return this.allowance ?? this.patience
  }

  private isIdle(): boolean {
    return this.waiting === 0 && this.getTransactionStatus() === 'I'
  }

  private destroy(): void {
    this.connection.stream.destroy()
  }
}

function isConfig(statement: unknown): statement is { text: string } {
  return (
    typeof statement === 'object' &&
    statement !== null &&
    'text' in statement &&
    typeof statement.text === 'string'
  )
}

/** A callback that is called as before, after `settled`; anything else as it is. */
function passedThrough(given: unknown, settled: (error: unknown) => void): unknown {
  if (typeof given !== 'function') return given
  return (error: unknown, result: unknown) => {
    settled(error)
    given(error, result)
  }
}
