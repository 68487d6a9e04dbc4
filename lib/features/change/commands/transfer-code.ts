import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { maskName, maskPhone } from '@/lib/core/mask'
import { nameKey } from '@/lib/core/normalise'
import { sendOperationCode } from '@/lib/features/account/commands/send-code'
import { findAccountByPhone, phoneIndexOf } from '@/lib/features/account/queries'
import { filingContent } from '@/lib/features/content/schema/content'
import { requireProof } from '@/lib/features/proof/queries'
import { requireNoRevocation } from '@/lib/features/second-person/queries/revocation'
import { requireUnbound } from '@/lib/features/succession-state/commands'
import { db } from '@/lib/server/database/db'
import type { TransferCodeInput } from '../schema/input'
import { requireTwoParties } from './parties'

type Sides = { fromPhone: string; toPhone: string; toName: string }

/**
 * POST /machines/{id}/changes/codes: the code of one side of a transfer. Its message names the machine and the other side.
 * @returns the same whether or not the phones are registered and the machine is that side's
 * @throws AppError NOT_FOUND unless the caller owns the machine or is the new owner named; INVALID when both are the same;
 *   PROOF_REQUIRED for an unproved caller; those of `sendOperationCode`
 */
export async function sendTransferCode(
  actor: AccountActor,
  machineId: string,
  { side, humanCheck, ...sides }: TransferCodeInput,
  address: string,
) {
  const machine = await db().machine.findUnique({ where: { id: machineId }, include: { owner: true } })
  const to = await findAccountByPhone(db(), sides.toPhone)
  if (machine?.ownerId !== actor.id && to?.id !== actor.id) throw new AppError('NOT_FOUND')
  requireTwoParties(sides)
  // Before anybody is sent a code for what will be refused.
  await requireProof(db(), actor.id, 'TRANSFER', districtToldTo(actor, machine))
  const isSeller = machine?.owner.phoneIndex === phoneIndexOf(sides.fromPhone)
  // To whom the owner is named rightly: nobody else learns what is registered.
  if (machine && isSeller) {
    await requireUnbound(db(), machineId)
    await requireNoRevocation(db(), machineId)
  }
  const known = machine && isSeller && to
  const { name, brand, model } = filingContent.parse(machine?.content ?? {}).machine
  const what = [name, brand, model].filter(Boolean).join(' ').slice(0, 40)
  const [other, phone] =
    side === 'FROM' ? [sides.toName, sides.toPhone] : [machine?.owner.name ?? '', sides.fromPhone]
  const words = {
    machine: `${machine?.registrationNumber ?? ''}${what ? `（${what}）` : ''}`,
    party: `${maskName(other)}（手机 ${maskPhone(phone)}）`,
  }
  return sendOperationCode(actor, {
    phone: side === 'FROM' ? sides.fromPhone : sides.toPhone,
    purpose: side === 'FROM' ? 'TRANSFER_FROM' : 'TRANSFER_TO',
    operation: transferOperation({ id: machineId, version: machine?.version ?? 0 }, sides),
    words: known ? words : null,
    address,
    humanCheck,
  })
}

/** Anybody may say that he is the new owner: where a machine is that is not his, or whether there is one, is not his to learn. */
export function districtToldTo(
  actor: AccountActor,
  machine: { ownerId: string; districtCode: string | null } | null,
): string | null {
  return machine?.ownerId === actor.id ? machine.districtCode : null
}

/** What both sides agree to: the machine as it is registered now, and the two of them. */
export function transferOperation(
  { id, version }: { id: string; version: number },
  { fromPhone, toPhone, toName }: Sides,
): string {
  const sides = [phoneIndexOf(fromPhone), phoneIndexOf(toPhone), nameKey(toName)]
  return `transfer:${id}:${version}:${sides.join(':')}`
}
