import { z } from 'zod'
import { NO_RETURN, type ReturnDraft, returnDraft } from '@/lib/features/filing/rules/return-draft'

const PREFIX = 'return-draft:'
/** A return can be taken back for some seconds; its text is then there again. */
const KEPT_AFTER_SENDING_MS = 60_000

const stored = returnDraft.extend({ sentAt: z.number().optional() })

/** Texts not sent yet, per tab: for one officer, filing and submission. */
export function returnKey(staffId: string, filingId: string, revision: number): string {
  return `${PREFIX}${staffId}:${filingId}:${revision}`
}

/** Also forgets what was sent a while ago, of any filing. */
export function readReturn(key: string): ReturnDraft {
  for (const other of Object.keys(sessionStorage)) {
    if (other.startsWith(PREFIX) && isPast(parsed(other)?.sentAt)) sessionStorage.removeItem(other)
  }
  return parsed(key) ?? NO_RETURN
}

export function writeReturn(key: string, draft: ReturnDraft): void {
  sessionStorage.setItem(key, JSON.stringify({ chosen: draft.chosen, marks: draft.marks }))
}

export function markSent(key: string, draft: ReturnDraft): void {
  sessionStorage.setItem(key, JSON.stringify({ ...draft, sentAt: Date.now() }))
}

function isPast(sentAt: number | undefined): boolean {
  return sentAt !== undefined && Date.now() - sentAt > KEPT_AFTER_SENDING_MS
}

function parsed(key: string): z.output<typeof stored> | undefined {
  const text = sessionStorage.getItem(key)
  if (text === null) return undefined
  try {
    return stored.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
