import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Work, WorkName, WorkOrder } from './picture-work'
import { Thread, threadOptions } from './thread'

/** Questions take 2 to 100 ms: later than this something is wrong, not slow. */
const TIMEOUT_MS = 20_000
/** Uploads come in bursts. */
const IDLE_MS = 30_000

const thread = new Thread<WorkOrder, unknown>({
  open: () => {
    const file = path.join(process.cwd(), 'lib/server/files/picture-worker.ts')
    return new Worker(/* turbopackIgnore: true */ file, threadOptions(64))
  },
  timeoutMs: TIMEOUT_MS,
  idleMs: IDLE_MS,
})

/**
 * Has pictures reckoned with beside the event loop, so that no request waits for it.
 * @throws ThreadError when the thread ended or took too long: then nothing is known of the picture
 */
export async function inThread<Name extends WorkName>(
  name: Name,
  input: Parameters<Work[Name]>[0],
): Promise<ReturnType<Work[Name]>> {
  // The thread answers each name with what that work returns.
  return (await thread.ask({ name, input } as WorkOrder)) as ReturnType<Work[Name]>
}
