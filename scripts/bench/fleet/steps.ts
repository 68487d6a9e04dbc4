import { say } from '../../lib/say'
import { table } from '../report'
import { type Held, watchMemory } from './memory'

type Step = { what: string; seconds: number; held: Held; found: string }

/** The parts of a run, each with its seconds and what was held meanwhile. */
export class Steps {
  private readonly all: Step[] = []
  private readonly ended = watchMemory()

  /** @param run says what came of it */
  async step<T>(what: string, run: () => Promise<T>, found: (result: T) => string): Promise<T> {
    const ended = watchMemory()
    const began = performance.now()
    const result = await run()
    const step = { what, seconds: (performance.now() - began) / 1000, held: ended(), found: found(result) }
    this.all.push(step)
    say(`  ${what}: ${step.seconds.toFixed(1)} s, at most ${step.held.peak.toFixed(0)} MB; ${step.found}`)
    return result
  }

  table(): string {
    const held = this.ended()
    const whole = this.all.reduce((sum, { seconds }) => sum + seconds, 0)
    const rows = [...this.all, { what: '**all**', seconds: whole, held, found: '' }]
    return table(
      ['Step', 's', 'memory, median MB', 'at most MB', 'result'],
      rows.map(({ what, seconds, held: { median, peak }, found }) => [
        what,
        seconds.toFixed(1),
        median.toFixed(0),
        peak.toFixed(0),
        found,
      ]),
    )
  }
}

const POLL_MS = 500
/** A step that does not end is a fault, and not slow. */
const LONGEST_MS = 60 * 60_000

/** Asks again until `done`, as a page does. @throws Error after an hour */
export async function until<T>(ask: () => Promise<T>, done: (answer: T) => boolean): Promise<T> {
  const end = performance.now() + LONGEST_MS
  for (;;) {
    const answer = await ask()
    if (done(answer)) return answer
    if (performance.now() > end) throw new Error(`not ended: ${JSON.stringify(answer).slice(0, 300)}`)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}
