import type { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { dismissWithin } from '@/lib/features/filing/commands/dismiss-duplicate'
import {
  auditBoth,
  endDismissal,
  endRuling,
  lockPair,
  pairSql,
  requireOpen,
  requireSame,
} from '@/lib/features/filing/commands/pair-parts'
import { sharedPhotos, sideCodes } from '@/lib/features/filing/queries/duplicates'
import { type Tx, transact } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { judgmentsOf } from './queries/judgments'
import type { judgePairEndpoint } from './schema'

type Judged = z.output<typeof judgePairEndpoint.body> & { id: string }
type Ruled = Exclude<Judged, { verdict: 'DIFFERENT' }>

/**
 * An officer's judgment of two registrations that look alike: two machines (a dismissal, by the same command as at the
 * desk), one machine with the one that stands, or not yet clear. It takes the place of the former judgment of the pair, and
 * neither declines nor cancels anything.
 * @throws AppError as `dismissDuplicate`; STATE_CONFLICT too when a colleague has judged since the officer looked
 */
export function judgePair(actor: StaffActor, judged: Judged): Promise<{ judgmentId: string }> {
  return transact(async (tx) => {
    await lockPair(tx, judged)
    await requireOpen(tx, actor, judged.id)
    await requireSeen(tx, judged)
    if (judged.verdict !== 'DIFFERENT') return rule(tx, actor, judged)
    const { dismissalId } = await dismissWithin(tx, actor, judged)
    return { judgmentId: dismissalId }
  })
}

async function requireSeen(tx: Tx, judged: Judged): Promise<void> {
  const now = (await judgmentsOf(tx, judged)).find(({ state }) => state === 'HOLDS')
  if ((now?.id ?? null) === judged.seen) return
  const detail = now ? `${now.staffName}刚刚作出了判定，请刷新` : '原来的判定已撤销或失效，请刷新'
  throw new AppError('STATE_CONFLICT', { detail })
}

async function rule(tx: Tx, actor: StaffActor, judged: Ruled): Promise<{ judgmentId: string }> {
  const districts = await requireSame(tx, actor, judged)
  await endDismissal(tx, actor, judged)
  await endRuling(tx, actor, judged)
  const judgmentId = newId()
  const filingStands = judged.verdict === 'SAME' ? judged.stands === 'THIS' : null
  const { from, filingId, machineId, codes } = pairSql(actor, judged)
  await tx.$executeRaw`
    INSERT INTO pair_ruling (id, "filingId", "otherFilingId", "otherMachineId", verdict, "filingStands", "filingCodes",
      "otherCodes", photos, reason, "staffId", "ruledAt")
    SELECT ${judgmentId}::uuid, f.id, ${filingId}, ${machineId}, ${judged.verdict}::"PairVerdict", ${filingStands},
      ${sideCodes('f')}, ${codes}, ${sharedPhotos(filingId)}, ${judged.reason || null}, ${actor.id}::uuid, ${new Date()}
    FROM ${from}`
  const reason = judged.reason ? { reason: judged.reason } : {}
  const said = (standing: boolean | null) => ({ ...reason, pairVerdict: wordOf(standing) })
  await auditBoth(tx, actor, 'filing.rule-pair', {
    ...judged,
    ...districts,
    more: said(filingStands),
    otherMore: said(filingStands === null ? null : !filingStands),
  })
  return { judgmentId }
}

/** As the record of a side has it. @param standing null: unclear */
function wordOf(standing: boolean | null): string {
  if (standing === null) return 'UNCLEAR'
  return standing ? 'SAME_THIS' : 'SAME_OTHER'
}
