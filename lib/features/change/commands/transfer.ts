import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { requireProof } from '@/lib/features/proof/queries'
import { OTHER_SIDE_UNPROVED } from '@/lib/features/proof/rules'
import { requireNoRevocation } from '@/lib/features/second-person/queries/revocation'
import { requireUnbound } from '@/lib/features/succession-state/commands'
import { audit } from '@/lib/server/audit/audit'
import { db, type Tx, transactAfter } from '@/lib/server/database/db'
import { notifyChange } from '@/lib/server/notice/notify'
import { getOwnChange } from '../queries/owner'
import type { OwnerInput } from '../schema/input'
import type { ChangeDto } from '../schema/owner'
import { lapseWaiting } from './lapse'
import {
  areaOf,
  lockMachine,
  type MachineRow,
  ownMachine,
  requireChangeable,
  updateMachine,
} from './machine-row'
import { consumeBoth, isNewOwner, type Parties, proveParties, wrongParty } from './parties'
import { districtToldTo, transferOperation } from './transfer-code'

/**
 * (1) 机主信息变更: both owners are registered and enter the code sent to their phone; takes effect at once (manual, 二).
 * The old owner loses access to the machine, and the pending changes lapse. The change belongs to the old owner's account
 * (`accountId`); the audit row names the requesting account.
 * @param actor the present owner, or the new one
 * @throws AppError NOT_FOUND for anybody else; CODE_INVALID at fromCode, toCode for any fault of that side; INVALID when
 * both are the same; STATE_CONFLICT unless the machine is valid, its number collected, and neither succession nor revocation waits; PROOF_REQUIRED unless the present
 * owner's account, and the one that asks, are proved (docs/decisions/0061)
 */
export async function transferMachine(
  actor: AccountActor,
  machineId: string,
  input: OwnerInput,
): Promise<ChangeDto> {
  const seen = await db().machine.findUnique({
    where: { id: machineId },
    select: { ownerId: true, version: true, districtCode: true },
  })
  if (seen?.ownerId !== actor.id && !(await isNewOwner(actor, input))) throw new AppError('NOT_FOUND')
  const version = seen?.version ?? 0
  // Before a code is used up for what will be refused.
  await requireProof(db(), actor.id, 'TRANSFER', districtToldTo(actor, seen))
  if (seen?.ownerId === actor.id) await requireFree(db(), machineId)
  const parties = await proveParties(input, transferOperation({ id: machineId, version }, input))
  return transactAfter(
    (tx) => consumeBoth(tx, parties),
    async (tx) => {
      if (parties.from.id !== actor.id && parties.to.id !== actor.id)
        throw wrongParty({ side: 'from', left: 0 })
      // Same error as for a wrong code: the new owner must not learn who owns a machine.
      const machine = await lockMachine(tx, ownMachine(machineId, parties.from.id))
      if (!machine) throw wrongParty({ side: 'from', left: 0 })
      if (machine.version !== version) throw new AppError('VERSION_CONFLICT')
      requireChangeable(machine)
      await requireFree(tx, machineId)
      await requireProvedSides(tx, actor, parties, machine)
      return move(tx, actor, machine, parties)
    },
  )
}

/** @throws AppError STATE_CONFLICT while others are about to decide on the machine */
async function requireFree(tx: Pick<Tx, 'succession' | 'pendingAct'>, machineId: string): Promise<void> {
  await requireUnbound(tx, machineId)
  await requireNoRevocation(tx, machineId)
}

/** Who gives the machine away is proved, and whoever asks for it. */
async function requireProvedSides(
  tx: Tx,
  actor: AccountActor,
  { from }: Parties,
  { districtCode }: MachineRow,
): Promise<void> {
  await requireProof(tx, actor.id, 'TRANSFER', districtCode)
  const seller = await tx.account.findUniqueOrThrow({ where: { id: from.id }, select: { provedAt: true } })
  if (!seller.provedAt) throw new AppError('PROOF_REQUIRED', { detail: OTHER_SIDE_UNPROVED })
}

async function move(
  tx: Tx,
  actor: AccountActor,
  machine: MachineRow,
  { from, to }: Parties,
): Promise<ChangeDto> {
  await updateMachine(tx, machine, { ownerId: to.id })
  const lapsed = await lapseWaiting(tx, machine.id)
  const at = new Date()
  const { id } = await tx.change.create({
    data: {
      machineId: machine.id,
      accountId: from.id,
      // Of the seller's side alone: who asked for the buyer is nothing of the old owner's.
      operatorId: actor.id === from.id ? (actor.person?.id ?? null) : null,
      type: 'OWNER',
      status: 'DONE',
      before: { ownerId: from.id },
      after: { ownerId: to.id },
      newOwnerId: to.id,
      ...areaOf(machine),
      submittedAt: at,
      decidedAt: at,
    },
  })
  await notifyChange(tx, { changeId: id, kind: 'CHANGE_DONE', accountIds: [from.id, to.id] })
  await audit(tx, actor, {
    action: 'change.transfer',
    subjectType: 'change',
    subjectId: id,
    districtCode: machine.districtCode,
    details: { machineId: machine.id, from: from.id, to: to.id, ...(lapsed.length > 0 ? { lapsed } : {}) },
  })
  return getOwnChange(tx, actor, id)
}
