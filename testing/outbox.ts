import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { env } from '@/lib/server/env'

export type OutboxLine = { at: string; to: string; purpose: string; code: string; text: string }

/** The text messages that the `file` driver wrote for a phone, oldest first. */
export async function messagesTo(phone: string): Promise<OutboxLine[]> {
  const text = await readFile(path.join(env().DATA_DIR, 'outbox.jsonl'), 'utf8').catch(() => '')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): OutboxLine => JSON.parse(line))
    .filter((line) => line.to === phone)
}

/** The code of the newest message to a phone for a purpose. */
export async function newestCode(phone: string, purpose: string): Promise<string> {
  const line = (await messagesTo(phone)).findLast((message) => message.purpose === purpose)
  if (!line) throw new Error(`no message for ${purpose}`)
  return line.code
}
