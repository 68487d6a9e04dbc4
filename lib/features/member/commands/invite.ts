import type { AccountActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { DAY_MS } from '@/lib/core/clock'
import type { UnitRole } from '@/lib/core/unit-role'
import { countCodeOfDay } from '@/lib/features/account/commands/code-caps'
import { phoneIndexOf } from '@/lib/features/account/queries'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact, uniqueViolation } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { smsDriver } from '@/lib/server/outside/sms/driver'
import { deliverNow, ensureOutbox, type QueuedMessage, queueMessage } from '@/lib/server/outside/sms/outbox'
import { encrypt } from '@/lib/server/secrets/secrets'
import { toInvitation, waiting } from '../queries/people'
import { INVITATION_DAYS, invitationMessage, MAX_INVITATIONS } from '../rules'
import { requireUnit } from './unit'

type Invited = { phone: string; role: UnitRole; address: string }

/**
 * POST /members/invitations: asks whoever has a phone to act for the unit, and tells the phone. Work and answer are the same
 * whether or not somebody has registered with it.
 * @returns the invitation; `messaged` false where the provider has no template for such messages
 * @throws AppError INVALID for a phone that is the unit's own or of one of its people; STATE_CONFLICT when one waits for it,
 *   or too many wait; RATE_LIMITED after the messages of a day
 */
export async function invite(actor: AccountActor, { phone, role, address }: Invited) {
  requireUnit(actor)
  await ensureOutbox()
  const messaged = smsDriver().sends('INVITATION')
  let queued: QueuedMessage | undefined
  const phoneIndex = phoneIndexOf(phone)
  try {
    const invitation = await transact(async (tx) => {
      await requireInvitable(tx, actor, phoneIndex)
      const id = newId()
      const expiresAt = new Date(Date.now() + INVITATION_DAYS * DAY_MS)
      const row = await tx.unitInvitation.create({
        data: {
          id,
          unitId: actor.id,
          phone: encrypt('unit_invitation.phone', id, phone),
          phoneIndex,
          role,
          byId: actor.person?.id ?? null,
          expiresAt,
        },
        include: { by: { select: { name: true } } },
      })
      if (messaged) queued = await queueMessage(tx, invitationMessage(phone, actor.name, role), expiresAt)
      const subject = { subjectType: 'account', subjectId: actor.id }
      await audit(tx, actor, { action: 'unit.invite', ...subject, details: { unitRole: role } })
      if (messaged) await countCodeOfDay(tx, { phoneIndex, purpose: 'INVITATION', address })
      return toInvitation(row)
    })
    if (queued) await deliverNow(queued)
    return { invitation, messaged }
  } catch (error) {
    if (!uniqueViolation(error)) throw error
    throw new AppError('STATE_CONFLICT', { detail: '已经邀请过这个手机号，正在等待答复', cause: error })
  }
}

async function requireInvitable(tx: Tx, { id }: AccountActor, phoneIndex: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM account WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  const own = { unitId: id, endedAt: null, person: { phoneIndex } }
  if ((await tx.unitMember.count({ where: own })) > 0)
    throw fieldError('phone', '这个手机号已经是本单位的人员')
  // An expired one makes room for the next.
  await tx.unitInvitation.updateMany({
    where: { unitId: id, phoneIndex, state: 'OPEN', expiresAt: { lte: new Date() } },
    data: ended('WITHDRAWN'),
  })
  if ((await tx.unitInvitation.count({ where: { unitId: id, ...waiting() } })) >= MAX_INVITATIONS)
    throw new AppError('STATE_CONFLICT', {
      detail: `已有 ${MAX_INVITATIONS} 份邀请在等待答复，请先收回不用的`,
    })
}

/** What is left of an invitation that has ended: no phone. */
export function ended(state: 'ACCEPTED' | 'DECLINED' | 'WITHDRAWN') {
  return { state, endedAt: new Date(), phone: null, phoneIndex: null }
}

/** @throws AppError NOT_FOUND for one of another unit, and for one that has been answered */
export async function withdrawInvitation(actor: AccountActor, id: string): Promise<void> {
  await transact(async (tx) => {
    const { count } = await tx.unitInvitation.updateMany({
      where: { id, unitId: actor.id, state: 'OPEN' },
      data: ended('WITHDRAWN'),
    })
    if (count !== 1) throw new AppError('NOT_FOUND', { detail: '这份邀请已经答复或收回' })
    const subject = { subjectType: 'account', subjectId: actor.id }
    await audit(tx, actor, { action: 'unit.withdraw-invitation', ...subject })
  })
}
