import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { filingStatus, returnReason } from '@/lib/features/filing/schema/owner'
import { CHECK_CODES, CHECK_LABELS } from '@/lib/features/inspection/schema'

/** 抽查复核: decided filings that another person looks at again: docs/decisions/0047. */

/** What a finding is about: a check of the desk, or the officer's own part of the decision. */
export const FINDING_KINDS = [...CHECK_CODES, 'EMISSION_STAGE', 'VERDICT', 'OTHER'] as const
export const findingKind = z.enum(FINDING_KINDS)
export type FindingKind = z.output<typeof findingKind>

export const FINDING_LABELS: Record<FindingKind, string> = {
  ...CHECK_LABELS,
  EMISSION_STAGE: '核定的排放阶段',
  VERDICT: '通过或不予登记的决定',
  OTHER: '其他',
}

const drawReason = z.enum(['RANDOM', 'DOUBT'])
export type DrawReason = z.output<typeof drawReason>

const result = z.enum(['AGREE', 'FINDING'])
const finding = z.object({ kind: findingKind, text: z.string() })
const path = '/api/console/filings/{id}/second-look'
const declaration = {
  path,
  auth: 'staff',
  action: 'look.do',
  params: z.object({ id: z.uuid() }),
} as const

/** The decision that is looked at; the filing itself is that of the desk, in the submission that was decided on. */
const secondLook = z.object({
  filingId: z.uuid(),
  status: filingStatus,
  why: drawReason,
  /** Labels of the checks that were in doubt when it was drawn. */
  doubts: z.array(z.string()),
  drawnAt: z.iso.datetime(),
  kind: z.enum(['APPROVED', 'DECLINED']),
  decidedAt: z.iso.datetime(),
  deciderName: z.string(),
  /** The submission that was decided on. */
  revision: z.int(),
  /** As it is now: a supervisor may have corrected it since. */
  emissionStage: z.string().nullable(),
  comment: z.string().nullable(),
  reasons: z.array(returnReason),
  machineId: z.uuid().nullable(),
  registrationNumber: z.string().nullable(),
  result: result.nullable(),
  findings: z.array(finding),
})
export type SecondLook = z.output<typeof secondLook>

export const getSecondLookEndpoint = endpoint({
  ...declaration,
  method: 'GET',
  summary: '抽查复核：被抽中的决定',
  response: secondLook,
})

export const giveSecondLookEndpoint = endpoint({
  ...declaration,
  method: 'POST',
  summary: '抽查复核：同意，或写明发现的问题',
  body: z.discriminatedUnion('result', [
    z.object({ result: z.literal('AGREE') }),
    z.object({
      result: z.literal('FINDING'),
      findings: z
        .array(
          z.object({
            kind: findingKind,
            text: z.string().trim().min(1, '请写明发现的问题').max(500),
          }),
        )
        .min(1, '请至少写明一个问题')
        .max(20),
    }),
  ]),
  response: z.object({ filingId: z.uuid(), result }),
})

const count = z.int()

export const secondLookFigures = z.object({
  /** The newest month first; months in which nothing was in a draw are left out. */
  months: z.array(
    z.object({
      /** `2026-11`, by the day of the draw in China. */
      month: z.string(),
      /** Decisions that were in the draw. */
      considered: count,
      drawn: count,
      random: count,
      agreed: count,
      withFindings: count,
      open: count,
    }),
  ),
  /** Whose decisions were looked at; the most findings first. */
  reviewers: z.array(
    z.object({
      staffId: z.uuid(),
      name: z.string(),
      considered: count,
      drawn: count,
      looked: count,
      withFindings: count,
      findings: count,
    }),
  ),
  kinds: z.array(z.object({ kind: findingKind, findings: count })),
  /** The latest findings, each with the ways to correct what was decided. */
  latest: z.array(
    z.object({
      filingId: z.uuid(),
      machineId: z.uuid().nullable(),
      registrationNumber: z.string().nullable(),
      kind: findingKind,
      text: z.string(),
      deciderName: z.string(),
      lookerName: z.string(),
      lookedAt: z.iso.datetime(),
    }),
  ),
  /** Drawn, but nobody else of the area can look at them. */
  unassigned: count,
  /** Per cent, as the setting of the area has them now. */
  share: count,
  doubtShare: count,
})
export type SecondLookFigures = z.output<typeof secondLookFigures>

/** How many months the figures reach back. */
export const MONTHS = 12

export const secondLookFiguresEndpoint = endpoint({
  method: 'GET',
  path: '/api/console/second-looks',
  summary: '抽查复核情况：按月、按审核人、按核对',
  auth: 'staff',
  action: 'look.read',
  response: secondLookFigures,
})
