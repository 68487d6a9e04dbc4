/** What a start shows of its progress: numbered steps, each with what came of it and how long it took. */
import { say } from './say'

export class Steps {
  private began = Date.now()

  /** @param number of the last step begun, by whoever began before us */
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

  /** Steps that another program shows. */
  skip(count: number): void {
    this.number += count
  }
}
