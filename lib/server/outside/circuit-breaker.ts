/** Consecutive failures that open the circuit. */
const MAX_FAILURES = 3
const OPEN_MS = 30_000

/**
 * Avoids waiting for a service that is down: after some consecutive failures no request is sent for half a minute; then
 * one request is let through, and its outcome decides.
 */
export class CircuitBreaker {
  private failures = 0
  private openUntil = 0

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** May a request be sent? A trial request blocks the others until its outcome is known. */
  allows(): boolean {
    if (this.failures < MAX_FAILURES) return true
    if (this.now() < this.openUntil) return false
    this.openUntil = this.now() + OPEN_MS
    return true
  }

  /** Whether the service is taken for down, a trial under way or not. */
  isOpen(): boolean {
    return this.failures >= MAX_FAILURES
  }

  succeeded(): void {
    this.failures = 0
  }

  failed(): void {
    this.failures += 1
    if (this.failures >= MAX_FAILURES) this.openUntil = this.now() + OPEN_MS
  }
}
