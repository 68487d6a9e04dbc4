import { z } from 'zod'
import type { ReturnReason } from '../schema/owner'
import { type Mention, mentionsOf } from './mentioned'
import { concerns, type ReasonOption } from './return-suggestions'
import { reasonText } from './return-text'

const chosenReason = z.object({
  code: z.string(),
  fields: z.array(z.string()).readonly(),
  /** The officer's own, which follows the reason's name. */
  text: z.string(),
})
/** A return as an officer prepares it. */
export const returnDraft = z.object({
  chosen: z.array(chosenReason).readonly(),
  /** The marks of the desk that are already taken over. */
  marks: z.array(z.string()).readonly(),
})
type ChosenReason = z.output<typeof chosenReason>
export type ReturnDraft = z.output<typeof returnDraft>
export const NO_RETURN: ReturnDraft = { chosen: [], marks: [] }

const isOpened = ({ chosen }: ReturnDraft, path: string) => chosen.some(({ fields }) => fields.includes(path))

/**
 * Adds a reason or takes it away. It names the marks that no other reason names: those that concern it, else all of them,
 * so that nothing marked is forgotten. Without such marks it names the fields in doubt, else those of the list.
 */
export function toggleReason(
  draft: ReturnDraft,
  option: ReasonOption,
  { marks, doubted }: { marks: readonly string[]; doubted: readonly string[] },
): ReturnDraft {
  const { code } = option
  if (draft.chosen.some((one) => one.code === code)) {
    return { marks, chosen: draft.chosen.filter((one) => one.code !== code) }
  }
  const free = marks.filter((path) => !isOpened(draft, path))
  const own = free.filter((path) => concerns(option, path))
  const fields = [own, free, doubted, option.fields].find(({ length }) => length > 0) ?? []
  return { marks, chosen: [...draft.chosen, { code, fields, text: '' }] }
}

export function changeReason(draft: ReturnDraft, code: string, part: Partial<ChosenReason>): ReturnDraft {
  return { ...draft, chosen: draft.chosen.map((one) => (one.code === code ? { ...one, ...part } : one)) }
}

/**
 * Takes over what was marked or unmarked on the desk since: a new mark goes to the last chosen reason that it concerns, else
 * to the last one; what is no longer marked is no longer named.
 */
export function followMarks(
  draft: ReturnDraft,
  marks: readonly string[],
  options: readonly ReasonOption[],
): ReturnDraft {
  const gone = draft.marks.filter((path) => !marks.includes(path))
  let chosen = draft.chosen.map((one) => ({
    ...one,
    fields: one.fields.filter((path) => !gone.includes(path)),
  }))
  for (const path of marks) {
    if (draft.marks.includes(path) || isOpened({ chosen, marks }, path)) continue
    const fits = ({ code }: ChosenReason) =>
      options.some((option) => option.code === code && concerns(option, path))
    const target = [...chosen].reverse().find(fits) ?? chosen.at(-1)
    chosen = chosen.map((one) => (one === target ? { ...one, fields: [...one.fields, path] } : one))
  }
  return { chosen, marks }
}

/** What the owner could not correct though it is marked, or though the officer's text names it. */
export function unopened(draft: ReturnDraft): { code: string; mentions: Mention[]; marks: string[] }[] {
  return draft.chosen.map(({ code, text }, at) => ({
    code,
    mentions: mentionsOf(text).filter(({ paths }) => !paths.some((path) => isOpened(draft, path))),
    marks: at === draft.chosen.length - 1 ? draft.marks.filter((path) => !isOpened(draft, path)) : [],
  }))
}

/** Faults by reason code; under `all` if no reason is chosen. */
export function returnFaults({ chosen }: ReturnDraft): Record<string, string> {
  if (chosen.length === 0) return { all: '请至少选择一个退回原因' }
  const faults: Record<string, string> = {}
  for (const { code, fields, text } of chosen) {
    if (fields.length === 0) faults[code] = '请指出需要修改的照片或填写项'
    else if (code === 'OTHER' && text.trim() === '') faults[code] = '选择“其他”时，请填写说明'
  }
  return faults
}

/** The reasons as the owner will read them. */
export function previewReasons({ chosen }: ReturnDraft, options: readonly ReasonOption[]): ReturnReason[] {
  return chosen.map(({ code, fields, text }) => ({
    code,
    text: reasonText(options.find((option) => option.code === code)?.name ?? code, text),
    fields: [...fields],
  }))
}
