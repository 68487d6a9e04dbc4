/** Failures in a row after which a service is left alone for a while. */
const FAILURES = 3
const REST_MS = 30_000

/**
 * Spares people the waiting for a service that is down: after some failures in a row nobody asks it for half a minute;
 * then one question tries, and its answer decides.
 */
export class CircuitBreaker {
  private failures = 0
  private restsUntil = 0

  constructor(private readonly now: () => number = Date.now) {}

  /** May it be asked now? The one that may, after a rest, keeps the others away until it is answered. */
  admits(): boolean {
    if (this.failures < FAILURES) return true
    if (this.now() < this.restsUntil) return false
    this.restsUntil = this.now() + REST_MS
    return true
  }

  succeeded(): void {
    this.failures = 0
  }

  failed(): void {
    this.failures += 1
    if (this.failures >= FAILURES) this.restsUntil = this.now() + REST_MS
  }
}
