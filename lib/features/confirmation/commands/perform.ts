import type { StaffActor } from '@/lib/core/actor'
import { upholdAsked } from '@/lib/features/dispute/commands/decide'
import { correct } from '@/lib/features/dossier/commands/correct-stage'
import { reinstate } from '@/lib/features/dossier/commands/reinstate'
import { revoke } from '@/lib/features/dossier/commands/revoke'
import { removeSeries } from '@/lib/features/registration/commands/delete-series'
import { ACT_PAYLOADS, type ActPayload } from '@/lib/features/second-person/schema'
import type { SecondPersonAct } from '@/lib/features/setting/schema/second-person'
import { enable } from '@/lib/features/staff/commands/second-person'
import { standDown } from '@/lib/features/staff/commands/stand-down'
import type { Tx } from '@/lib/server/database/db'

/** An act as it was asked for. */
type Asked<P> = { id: string; version: number; reason: string; askedBy: string; payload: P }
type Perform<K extends SecondPersonAct> = (
  tx: Tx,
  actor: StaffActor,
  act: Asked<ActPayload<K>>,
) => Promise<void>

/** Each does its act under the second person's own area and right, guarded by what the asker saw. */
const PERFORM: { [K in SecondPersonAct]: Perform<K> } = {
  REVOKE_MACHINE: (tx, actor, { payload: _, ...act }) => revoke(tx, actor, act),
  REINSTATE_MACHINE: (tx, actor, { payload: _, ...act }) => reinstate(tx, actor, act),
  CORRECT_STAGE: (tx, actor, { payload, ...act }) => correct(tx, actor, { ...act, ...payload }),
  DELETE_SERIES: (tx, actor, { id, payload, reason, askedBy }) =>
    removeSeries(tx, actor, { id, seen: payload, reason, askedBy }),
  ENABLE_STAFF: (tx, actor, { id, payload, askedBy }) => enable(tx, actor, { id, seen: payload, askedBy }),
  UPHOLD_DISPUTE: (tx, actor, { id, payload, askedBy }) =>
    upholdAsked(tx, actor, { id, seen: payload, askedBy }),
  DISABLE_STAFF: (tx, actor, { id, payload, askedBy }) =>
    standDown(tx, actor, { id, seen: payload, askedBy }),
}

type Row = {
  subjectId: string
  subjectVersion: number | null
  reason: string
  askedById: string
  payload: unknown
}

/** Does what was asked for, in the transaction of the confirmation. @throws AppError as the act itself */
export function perform<K extends SecondPersonAct>(
  tx: Tx,
  actor: StaffActor,
  kind: K,
  row: Row,
): Promise<void> {
  const { subjectId: id, subjectVersion, reason, askedById: askedBy } = row
  // The payload was checked when it was stored; a release may have changed its shape since.
  const payload = ACT_PAYLOADS[kind].parse(row.payload) as ActPayload<K>
  const run: Perform<K> = PERFORM[kind]
  return run(tx, actor, { id, version: subjectVersion ?? 0, reason, askedBy, payload })
}
