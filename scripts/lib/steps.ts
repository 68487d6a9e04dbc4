/** Progress output of a start: numbered steps with result and duration. */
import { say } from './say'

export class Steps {
  private began = Date.now()

  /** @param number of the last step that an earlier process began */
  constructor(
    readonly total: number,
    private number = 0,
  ) {}

  begin(what: string): void {
    this.number += 1
    this.began = Date.now()
    say(`[${this.number}/${this.total}] ${what}`)
  }

  note(what: string): void {
    say(`      ${what}（${((Date.now() - this.began) / 1000).toFixed(1)} 秒）`)
  }

  /** Counts steps that another program prints. */
  skip(count: number): void {
    this.number += count
  }
}
