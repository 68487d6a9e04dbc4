import { z } from 'zod'
import { auditWords } from '@/lib/core/audit-words'
import { endpoint } from '@/lib/core/endpoint'
import { party } from '@/lib/features/account/schema'
import { filingContent } from '@/lib/features/content/schema/content'
import { pairRuling } from '@/lib/features/filing/schema/duplicate'
import { filingStatus } from '@/lib/features/filing/schema/owner'
import { machineStatus } from '@/lib/features/machine/schema/status'
import { photoSlot } from '@/lib/features/photo/schema'

/** Two registrations that look alike, side by side, and an officer's judgment of the pair: docs/decisions/0047. */

const at = z.iso.datetime().nullable()
const text = z.string().nullable()

const sidePhoto = z.object({
  slot: photoSlot,
  photoId: z.uuid(),
  url: z.string(),
  thumbnailUrl: z.string(),
  width: z.number(),
  height: z.number(),
  takenAt: at,
})

/** One of the two, as it is now: once it is registered the data of its machine. */
const pairSide = z.object({
  filingId: z.uuid().nullable(),
  machineId: z.uuid().nullable(),
  /** Null: it came with an older register. */
  status: filingStatus.nullable(),
  machineStatus: machineStatus.nullable(),
  registrationNumber: text,
  content: filingContent,
  district: text,
  photos: z.array(sidePhoto),
  owner: party.pick({ type: true, name: true, idNumberMasked: true, phoneMasked: true }),
  /** Who filed it, if not the owner. */
  agentName: text,
  submittedAt: at,
  registeredAt: at,
  revision: z.int().nullable(),
  claim: z.object({ staffName: z.string(), mine: z.boolean() }).nullable(),
  /** Its decision takes effect in a moment: nothing else may be done to it. */
  closed: z.boolean(),
})
export type PairSide = z.output<typeof pairSide>

/** Every judgment of the pair, also those that no longer hold. */
const judgment = z.object({
  id: z.uuid(),
  verdict: z.enum(['DIFFERENT', 'SAME', 'UNCLEAR']),
  stands: pairRuling.shape.stands,
  staffName: z.string(),
  at: z.iso.datetime(),
  reason: text,
  /** HOLDS; OUTDATED: compared data of a side have changed since; ENDED: taken back or replaced. */
  state: z.enum(['HOLDS', 'OUTDATED', 'ENDED']),
})
export type Judgment = z.output<typeof judgment>

/** One of the registrations that look like the filing, as the choice beside the page names it. */
const choice = z.object({
  /** Of its filing, or of a machine from an older register. */
  key: z.uuid(),
  registrationNumber: text,
  paths: z.array(z.string()),
  judged: z.enum(['DIFFERENT', 'SAME', 'UNCLEAR']).nullable(),
})

const pairView = z.object({
  /** False: the comparison failed, and what is alike elsewhere is not known. */
  complete: z.boolean(),
  choices: z.array(choice),
  /** What is alike and not shown: of other areas, or too many. */
  unlisted: z.array(z.string()),
  self: pairSide,
  /** Null: nothing to show beside it. */
  other: pairSide.nullable(),
  /** Paths that are alike, and of these those that differ by look-alikes alone. */
  paths: z.array(z.string()),
  lookAlikes: z.array(z.string()),
  /** Sent back with a judgment: what the officer saw. Null where nothing is alike any more. */
  state: text,
  judgments: z.array(judgment),
  /** Whether this officer may judge the pair now; else why not. */
  mayJudge: z.boolean(),
  whyNot: text,
})
export type PairView = z.output<typeof pairView>

const path = '/api/console/filings/{id}/pair'
const params = z.object({ id: z.uuid() })

export const getPairEndpoint = endpoint({
  method: 'GET',
  path,
  summary: '疑似重复的两件并排对照',
  auth: 'staff',
  action: 'filing.read',
  params,
  query: z.object({ with: z.uuid().optional() }),
  response: pairView,
})

const reason = auditWords(z.string().trim().max(500))
const ids = {
  otherFilingId: z.uuid().optional(),
  otherMachineId: z.uuid().optional(),
  state: z.string().max(64),
  /** The judgment that the officer saw as holding; null: none. */
  seen: z.uuid().nullable(),
}

export const judgePairEndpoint = endpoint({
  method: 'POST',
  path,
  summary: '判定两件登记是否同一台机械',
  auth: 'staff',
  action: 'filing.review',
  params,
  body: z
    .discriminatedUnion('verdict', [
      z.object({
        ...ids,
        verdict: z.literal('DIFFERENT'),
        reason: reason.min(1, '请填写不是同一台的理由'),
      }),
      z.object({
        ...ids,
        verdict: z.literal('SAME'),
        stands: z.enum(['THIS', 'OTHER'], { error: '请选择以哪一件为准' }),
        reason: reason.optional(),
      }),
      z.object({ ...ids, verdict: z.literal('UNCLEAR'), reason: reason.min(1, '请写明还缺什么') }),
    ])
    .refine(({ otherFilingId, otherMachineId }) => Boolean(otherFilingId) !== Boolean(otherMachineId), {
      path: ['otherFilingId'],
      error: '请指明一件其他登记或一台机械',
    }),
  response: z.object({ judgmentId: z.uuid() }),
})
