/** How often something that dies is started again: at once, then slower, and not a sixth time within a minute. */
export class RestartLimit {
  private readonly tries: number[] = []

  constructor(
    private readonly most = 5,
    private readonly withinMs = 60_000,
  ) {}

  /** Counts this try. False when there were too many lately. */
  mayTry(now = Date.now()): boolean {
    while (this.tries[0] !== undefined && now - this.tries[0] > this.withinMs) this.tries.shift()
    if (this.tries.length >= this.most) return false
    this.tries.push(now)
    return true
  }

  /** How long to wait before the try just counted. */
  get delayMs(): number {
    return Math.min(5_000, 250 * 2 ** (this.tries.length - 1))
  }
}
