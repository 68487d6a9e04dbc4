import { setTimeout as pause } from 'node:timers/promises'

/** Small work repeated every few seconds: too often for a queue. */
export type Tick = { name: string; everySeconds: number; run(): Promise<unknown> }

type OnFailure = (tick: string, error: unknown) => void

/**
 * Runs each tick repeatedly, with the pause counted from its end, so that it never overlaps itself. A failed run is
 * reported and does not stop the following ones.
 * @param onFailure gets the name of the tick and the error
 * @returns stop: no new run starts; resolves when running ones have ended
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
    // Aborting rejects the pause; the loop's condition then ends the loop.
    await pause(tick.everySeconds * 1000, undefined, { signal }).catch(() => undefined)
  }
}
