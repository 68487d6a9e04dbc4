import { setTimeout as pause } from 'node:timers/promises'

/** Small work that must happen every second or few: too often for a queue. */
export type Tick = { name: string; everySeconds: number; run(): Promise<unknown> }

type OnFailure = (tick: string, error: unknown) => void

/**
 * Runs each tick again and again, the pause counted from its end, so that it never overlaps itself. A run that
 * fails is told of, and the next one comes all the same.
 * @param onFailure is handed the name of the tick and what it threw
 * @returns stop: no further run begins; resolves when those under way have ended
 */
export function startTicks(ticks: readonly Tick[], onFailure: OnFailure): () => Promise<void> {
  const stopping = new AbortController()
  const loops = ticks.map((tick) => loop(tick, onFailure, stopping.signal))
  return async () => {
    stopping.abort()
    await Promise.all(loops)
  }
}

async function loop(tick: Tick, onFailure: OnFailure, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await tick.run()
    } catch (error) {
      onFailure(tick.name, error)
    }
    // Aborting rejects the pause: the loop's condition ends it.
    await pause(tick.everySeconds * 1000, undefined, { signal }).catch(() => undefined)
  }
}
