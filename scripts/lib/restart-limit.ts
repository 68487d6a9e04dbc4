/** Limits restarts of a failing process: increasing delays, at most five restarts per minute. */
export class RestartLimit {
  private readonly tries: number[] = []

  constructor(
    private readonly maxTries = 5,
    private readonly windowMs = 60_000,
  ) {}

  /** Counts this try. @returns false when there were too many recently */
  mayTry(now = Date.now()): boolean {
    while (this.tries[0] !== undefined && now - this.tries[0] > this.windowMs) this.tries.shift()
    if (this.tries.length >= this.maxTries) return false
    this.tries.push(now)
    return true
  }

  /** How long to wait before the try just counted. */
  get delayMs(): number {
    return Math.min(5_000, 250 * 2 ** (this.tries.length - 1))
  }
}
