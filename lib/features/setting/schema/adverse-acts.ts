import { z } from 'zod'

/** Acts against an owner's wish, with which the bureau states legal basis and remedies (domain.md, Adverse acts). */
export const ADVERSE_ACTS = ['RETURN', 'DECLINE', 'REVOKE', 'CORRECT_STAGE'] as const
export type AdverseAct = (typeof ADVERSE_ACTS)[number]

export const ADVERSE_ACT_LABELS: Record<AdverseAct, string> = {
  RETURN: '退回重填',
  DECLINE: '不予登记',
  REVOKE: '撤销登记',
  CORRECT_STAGE: '更正排放阶段',
}

const text = z.string().trim().max(500, '不能超过 500 字')
const actTexts = z.strictObject({
  /** 法律依据; empty: nothing is said. */
  basis: text,
  /** 救济途径; empty: nothing is said. */
  remedies: text,
})

/** What an owner is told beside the reasons; null where the bureau has written nothing. */
export const statedTexts = z.object({ basis: z.string().nullable(), remedies: z.string().nullable() })
export type StatedTexts = z.output<typeof statedTexts>

const NONE = { basis: '', remedies: '' }

/** The texts are the bureau's own: the system brings none. */
export const ADVERSE_ACTS_SETTING = {
  label: '法律依据和救济途径',
  schema: z.strictObject({ RETURN: actTexts, DECLINE: actTexts, REVOKE: actTexts, CORRECT_STAGE: actTexts }),
  initial: { RETURN: NONE, DECLINE: NONE, REVOKE: NONE, CORRECT_STAGE: NONE },
}

type Texts = z.output<(typeof ADVERSE_ACTS_SETTING)['schema']>

export function statedTextsOf(texts: Texts, act: AdverseAct): StatedTexts {
  const { basis, remedies } = texts[act]
  return { basis: basis || null, remedies: remedies || null }
}
