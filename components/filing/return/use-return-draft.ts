import { useEffect, useState } from 'react'
import { useActor } from '@/components/shell/actor-context'
import { followMarks, NO_RETURN, type ReturnDraft } from '@/lib/features/filing/rules/return-draft'
import type { ReasonOption } from '@/lib/features/filing/rules/return-suggestions'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { markSent, readReturn, returnKey, writeReturn } from './stored-return'

export type ReturnInput = { reasons: { code: string; fields: string[]; text?: string }[] }

const draftOf = ({ reasons }: ReturnInput): ReturnDraft => ({
  chosen: reasons.map(({ code, fields, text = '' }) => ({ code, fields, text })),
  marks: [],
})

/** The prepared return: follows the marks of the desk, survives a reload, is forgotten after it was sent, comes back when it is taken back. */
export function useReturnDraft(
  { id, revision }: Pick<DeskFiling, 'id' | 'revision'>,
  marks: readonly string[],
  options: readonly ReasonOption[],
  entered: ReturnInput | undefined,
) {
  const key = returnKey(useActor().id, id, revision)
  const [kept, setKept] = useState<ReturnDraft>(NO_RETURN)
  useEffect(() => {
    const stored = readReturn(key)
    setKept(stored.chosen.length > 0 || !entered ? stored : draftOf(entered))
  }, [key, entered])
  const known = kept.chosen.filter(({ code }) => options.some((option) => option.code === code))
  const draft = followMarks({ ...kept, chosen: known }, marks, options)
  return {
    draft,
    change: (next: ReturnDraft) => {
      setKept(next)
      writeReturn(key, next)
    },
    sent: () => markSent(key, draft),
  }
}
