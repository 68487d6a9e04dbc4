import { z } from 'zod'
import { auditWords } from '@/lib/core/audit-words'
import { PlainError } from './say'

const reason = auditWords(z.string().max(500, '理由不能超过 500 个字'))

/**
 * The reason that a command of the console writes into the audit trail, from the rest of its arguments.
 * @param usage said where it is missing or shorter than five characters
 * @throws PlainError also where it holds a phone or an ID number: the trail is never deleted
 */
export function auditReason(words: readonly string[], usage: string): string {
  const text = words.join(' ').trim()
  if (text.length < 5) throw new PlainError(usage)
  const checked = reason.safeParse(text)
  if (!checked.success) throw new PlainError(`${checked.error.issues[0]?.message}。`)
  return checked.data
}
