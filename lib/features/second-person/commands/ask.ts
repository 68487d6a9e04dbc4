import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { SECOND_PERSON_LABELS, type SecondPersonAct } from '@/lib/features/setting/schema/second-person'
import { audit } from '@/lib/server/audit/audit'
import type { Tx } from '@/lib/server/database/db'
import { ACTS, type ActPayload } from '../schema'
import { lapseActs } from './lapse'

const HOUR_MS = 3_600_000

export type Asking<K extends SecondPersonAct> = {
  kind: K
  subjectId: string
  /** Its number or bounds, for who decides. */
  label: string
  /** Division of the subject: its rule says whether a second person is needed, its officers may be one. */
  divisionCode: string
  /** Null: the payload holds what must still be so. */
  version: number | null
  payload: ActPayload<K>
  reason: string
}

/**
 * Puts the act down for a second person. The caller has checked that the actor could do it now.
 * @throws AppError STATE_CONFLICT when one of its kind already waits for the subject
 */
export async function askSecondPerson<K extends SecondPersonAct>(
  tx: Tx,
  actor: StaffActor,
  { kind, subjectId, label, divisionCode, version, payload, reason }: Asking<K>,
): Promise<void> {
  // One whose time is over, and that the job has not yet come to, would stand in the way.
  await lapseActs(tx, { kind, subjectId })
  const { lapseHours } = await findSetting(tx, 'second-person', divisionCode)
  const askedAt = new Date()
  const row = { kind, subjectId, subjectLabel: label, divisionCode, payload, subjectVersion: version, reason }
  const lapsesAt = new Date(askedAt.getTime() + lapseHours * HOUR_MS)
  // The unique index decides between two who ask at once; a violation would abort the transaction.
  const { count } = await tx.pendingAct.createMany({
    data: [{ ...row, askedById: actor.id, askedAt, lapsesAt }],
    skipDuplicates: true,
  })
  if (count !== 1) {
    throw new AppError('STATE_CONFLICT', {
      detail: `已有人提出${SECOND_PERSON_LABELS[kind]}，正在等待第二人确认，请刷新后查看`,
    })
  }
  await audit(tx, actor, {
    action: 'act.ask',
    subjectType: ACTS[kind].subject,
    subjectId,
    districtCode: divisionCode,
    details: { actKind: kind, reason, ...payload },
  })
}
