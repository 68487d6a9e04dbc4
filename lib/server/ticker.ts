import { setTimeout as pause } from 'node:timers/promises'
import { errorFacts } from './error-facts'
import { log } from './log'

/** Small work that must happen every second or few: too often for a queue. */
export type Tick = { name: string; everySeconds: number; run(): Promise<unknown> }

/**
 * Runs each tick again and again, the pause counted from its end, so that it never overlaps itself. An error is logged
 * and never ends the process.
 * @returns stop: no further run begins; resolves when those under way have ended
 */
export function startTicks(ticks: readonly Tick[]): () => Promise<void> {
  const stopping = new AbortController()
  const loops = ticks.map((tick) => loop(tick, stopping.signal))
  return async () => {
    stopping.abort()
    await Promise.all(loops)
  }
}

async function loop(tick: Tick, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await tick.run()
    } catch (error) {
      log().error({ tick: tick.name, error: errorFacts(error) }, 'tick failed')
    }
    // Aborting rejects the pause: the loop's condition ends it.
    await pause(tick.everySeconds * 1000, undefined, { signal }).catch(() => undefined)
  }
}
