/**
 * Loaded into the server before anything else: how late its event loop is. At each SIGUSR2 the figures since the one before
 * are written to the file that LOOP_DELAY_FILE names.
 */
import { writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'

const file = process.env.LOOP_DELAY_FILE
/** The histogram counts the pause between its own timers: what is above this resolution is delay. */
const RESOLUTION_MS = 1
const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
const late = (/** @type {number} */ nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS)
const percentiles = () => ({
  p50: late(delays.percentile(50)),
  p99: late(delays.percentile(99)),
  p999: late(delays.percentile(99.9)),
  max: late(delays.max),
})

if (file) {
  delays.enable()
  process.on('SIGUSR2', () => {
    writeFileSync(file, JSON.stringify(percentiles()))
    delays.reset()
  })
}
