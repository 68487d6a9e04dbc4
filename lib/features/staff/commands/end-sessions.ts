import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { auditStaff, targetOf } from './guard'
import { endSessions } from './open-session'

type Ended = { ended: number }

/** Signs out: this session ends, wherever its cookie was copied. */
export function signOut(actor: StaffActor): Promise<Ended> {
  return transact(async (tx) => {
    const ended = await endSessions(tx, { id: actor.session?.id ?? '', staffId: actor.id }, 'SIGN_OUT')
    if (ended > 0)
      await audit(tx, actor, {
        action: 'staff.sign-out',
        subjectType: 'staff',
        subjectId: actor.id,
        districtCode: actor.divisionCode,
      })
    return { ended }
  })
}

/** Ends one of the actor's own sessions. @throws AppError NOT_FOUND when it is another's or has ended */
export function endOwnSession(actor: StaffActor, id: string): Promise<Ended> {
  return endOwn(actor, id)
}

/** Ends all of the actor's sessions but this one. */
export function endOtherSessions(actor: StaffActor): Promise<Ended> {
  return endOwn(actor, { not: actor.session?.id ?? '' })
}

function endOwn(actor: StaffActor, id: string | { not: string }): Promise<Ended> {
  return transact(async (tx) => {
    const ended = await endSessions(tx, { id, staffId: actor.id }, 'OWN')
    if (ended === 0 && typeof id === 'string') throw new AppError('NOT_FOUND', { detail: '该登录已经结束' })
    if (ended > 0) await auditStaff(tx, actor, 'end-session', actor, { endedSessions: ended })
    return { ended }
  })
}

/**
 * Ends the sessions of a person of the administrator's area: all, or one.
 * @throws AppError NOT_FOUND outside the area, or when the one is not theirs or has ended
 */
export function endStaffSessions(actor: StaffActor, staffId: string, id?: string): Promise<Ended> {
  return transact(async (tx) => {
    const { bureau } = await targetOf(tx, actor, staffId)
    const ended = await endSessions(tx, { ...(id ? { id } : {}), staffId }, 'ADMINISTRATOR')
    if (ended === 0 && id) throw new AppError('NOT_FOUND', { detail: '该登录已经结束' })
    if (ended > 0)
      await auditStaff(tx, actor, 'end-session', { id: staffId, ...bureau }, { endedSessions: ended })
    return { ended }
  })
}
