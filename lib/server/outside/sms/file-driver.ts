import { appendFile, mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { SmsDriver } from './message'

/** One JSON line for each message in `<dataDir>/outbox.jsonl` (contract, Running): for trials and tests. */
export function fileDriver(dataDir: string): SmsDriver {
  return {
    name: 'file',
    immediate: true,
    sends: () => true,
    async send({ to, purpose, code, text }) {
      await mkdir(dataDir, { recursive: true })
      const line = JSON.stringify({ at: new Date().toISOString(), to, purpose, code, text })
      // One write in append mode: lines of concurrent writers do not interleave.
      await appendFile(path.join(dataDir, 'outbox.jsonl'), `${line}\n`, { mode: 0o600 })
    },
  }
}
