import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import type { Finding } from '@/lib/core/finding'
import { clear, doubt, unchecked } from '@/lib/features/inspection/rules/finding'
import { notYetOf } from '@/lib/features/inspection/rules/not-yet'
import type { InspectionState } from '@/lib/features/inspection/schema'
import type { PhotoInSlot } from '@/lib/features/photo/schema'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { type EvidenceNeed, needsEvidence } from '../rules/evidence'
import type { ChangeStatus, ChangeType, ChangeValues } from '../schema/change'
import {
  CHANGE_CHECK_CODES,
  CHANGE_CHECK_LABELS,
  type ChangeCheck,
  type ChangeCheckCode,
  changeCheckCode,
} from '../schema/check'
import { CHANGE_RULES } from './check-rules'
import { changePhotoFindings } from './photo-checks'
import { sameMachineFindings } from './same-machine'

type Reader = Pick<Tx, '$queryRaw'>
type Checked = {
  id: string
  type: ChangeType
  status: ChangeStatus
  after: ChangeValues
  machineId: string
  filingId: string | null
  photos: readonly PhotoInSlot[]
  registered: readonly PhotoInSlot[]
  missing: readonly EvidenceNeed[]
  /** What was read on its photos says. */
  read: readonly Finding[]
}

const storedResult = z.object({
  code: z.string(),
  version: z.int(),
  result: z.enum(['CLEAR', 'DOUBT', 'NOT_CHECKED']),
  text: z.string(),
  paths: z.array(z.string()),
})
const inspection = z.object({
  inspectedAt: z.date().nullable(),
  pending: z.boolean(),
  results: z.array(storedResult),
})

/** After that nobody waits for it any longer: the server that should do it is down or busy. */
const PENDING_SECONDS = 60
/** Of the checks that are not stored: raised with every change of what they find. */
const VERSION = 1

/**
 * All checks of a change, in order of weight within doubts, what was not checked, and what is clear. Of a decided change only
 * what was stored before the decision is told.
 */
export async function changeChecks(
  reader: Reader,
  actor: StaffActor,
  change: Checked,
): Promise<{ checks: ChangeCheck[]; state: InspectionState }> {
  const stored = await storedChecks(reader, change)
  if (change.status !== 'SUBMITTED') return stored
  const { machineId, filingId, after, photos: sent, registered, id } = change
  const now: Partial<Record<ChangeCheckCode, readonly Finding[]>> = {
    EVIDENCE: evidenceFindings(change),
    PLATE_TEXT: change.read,
    DUPLICATE: await sameMachineFindings(reader, actor, { machineId, filingId, after }),
    ...(await changePhotoFindings(reader, actor, { changeId: id, machineId, filingId, sent, registered })),
  }
  const fresh = CHANGE_CHECK_CODES.flatMap((code) =>
    (now[code] ?? []).map((finding) => shown(code, VERSION, finding)),
  )
  return { ...stored, checks: inOrder([...fresh, ...stored.checks]) }
}

function evidenceFindings({ missing, type, after }: Checked): Finding[] {
  if (missing.length > 0)
    return missing.map(({ text, paths, slots }) =>
      doubt(`缺少证明照片：${text}`, [...paths, ...slots.map((slot) => `photos.${slot}`)]),
    )
  if (!needsEvidence({ type, after })) return [unchecked('变更的内容没有规定须有照片，没有照片可以核对')]
  return [clear('变更所需的照片齐全')]
}

async function storedChecks(reader: Reader, { id, type, status, after, photos }: Checked) {
  const soon = new Date(Date.now() - PENDING_SECONDS * 1000)
  const [row] = await rowsOf(reader, inspection)`
    SELECT i."inspectedAt", coalesce(i."wantedAt" > ${soon}, FALSE) AS pending, (
      SELECT coalesce(jsonb_agg(jsonb_build_object('code', r.code, 'version', r.version, 'result', r.result, 'text', r.text,
        'paths', to_jsonb(r.paths)) ORDER BY r.position), '[]')
      FROM change_inspection_result r WHERE r."changeId" = i."changeId") AS results
    FROM change_inspection i WHERE i."changeId" = ${id}::uuid`
  const state = {
    at: row?.inspectedAt?.toISOString() ?? null,
    pending: status === 'SUBMITTED' && (row?.pending ?? false),
  }
  const results = (row?.results ?? []).flatMap((result) => {
    const code = changeCheckCode.safeParse(result.code)
    return code.success ? [shown(code.data, result.version, { ...result, filingIds: [] })] : []
  })
  const waiting =
    status === 'SUBMITTED'
      ? CHANGE_RULES.filter(
          ({ code, applies }) =>
            applies({ type, after, photoCount: photos.length }) &&
            !results.some((result) => result.code === code),
        )
      : []
  const notYet = waiting.map(({ code, version }) =>
    shown(code, version, unchecked(notYetOf(CHANGE_CHECK_LABELS[code]))),
  )
  return { checks: inOrder([...results, ...notYet]), state }
}

const shown = (
  code: ChangeCheckCode,
  version: number,
  { result, text, paths, filingIds }: Finding,
): ChangeCheck => ({
  code,
  version,
  level: result === 'CLEAR' ? 'OK' : 'WARN',
  result,
  text,
  paths,
  filingIds,
})

const RESULTS: readonly ChangeCheck['result'][] = ['DOUBT', 'NOT_CHECKED', 'CLEAR']

function inOrder(checks: readonly ChangeCheck[]): ChangeCheck[] {
  const place = ({ result, code }: ChangeCheck) =>
    RESULTS.indexOf(result) * CHANGE_CHECK_CODES.length + CHANGE_CHECK_CODES.indexOf(code)
  return [...checks].sort((a, b) => place(a) - place(b))
}
