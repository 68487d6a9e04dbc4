/** A value with its end, in ms since 1970. */
type Lent = { value: string; until: number }

/**
 * Values that WeChat lends for a while, by key: fetched once however many ask at the same time, and again when they are about to
 * end. A failure is told to all who waited and is not remembered.
 */
export class LentValues {
  private readonly known = new Map<string, Lent>()
  private readonly asked = new Map<string, Promise<string>>()

  constructor(private readonly now: () => number = Date.now) {}

  /** @param fetchValue the value and the seconds it is lent for */
  get(key: string, fetchValue: () => Promise<{ value: string; seconds: number }>): Promise<string> {
    const known = this.known.get(key)
    if (known && known.until > this.now()) return Promise.resolve(known.value)
    const under = this.asked.get(key)
    if (under) return under
    const asking = fetchValue()
      .then(({ value, seconds }) => {
        this.known.set(key, { value, until: this.now() + Math.max(0, seconds - SPARE_S) * 1000 })
        return value
      })
      .finally(() => this.asked.delete(key))
    this.asked.set(key, asking)
    return asking
  }

  /** WeChat takes this value no longer. Another, which somebody has fetched since, stays. */
  drop(key: string, value: string): void {
    if (this.known.get(key)?.value === value) this.known.delete(key)
  }
}

/** Asked for anew so long before the end. */
const SPARE_S = 300
