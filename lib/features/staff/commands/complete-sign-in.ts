import { PUBLIC, proveActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { areaFilter } from '@/lib/core/area'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { type Counted, forgetTries } from '@/lib/server/session/count-tries'
import type { Prisma } from '@/prisma/client'
import type { KeyProof } from './key-proof'
import { type Browser, openSession } from './open-session'

export type StaffRow = Prisma.StaffGetPayload<{
  include: {
    bureau: { select: { name: true; divisionCode: true; disabledAt: true } }
    securityKeys: { select: { id: true } }
  }
}>

/** The second factor that was given: a code with its time step, a key, or none where the person has none. */
export type Proof = { by: 'TOTP'; step: number } | { by: 'KEY'; key: KeyProof } | { by: null }

export const REFUSED = '用户名、密码或二次验证不正确'

/**
 * Succeeds only if the row has not changed since it was checked: a password that was changed meanwhile, a code that has just
 * signed in somebody, or a factor that was set up meanwhile and not given, opens nothing.
 * @returns KEY_WENT_BACK, recorded, when the key has counted no further than at an earlier sign-in: there are two of it
 * @throws AppError INVALID_CREDENTIALS
 */
export function completeSignIn(
  staff: StaffRow,
  browser: Browser,
  counted: Counted,
  proof: Proof,
): Promise<{ id: string; token: string } | 'KEY_WENT_BACK'> {
  return transact(async (tx) => {
    const { id, name, username, role, bureauId, bureau } = staff
    const { divisionCode } = bureau
    const subject = { subjectType: 'staff', subjectId: id, districtCode: divisionCode } as const
    const facts = { id, name, username, role, bureauId, bureauName: bureau.name, divisionCode }
    const actor = proveActor({ kind: 'STAFF', ...facts, area: areaFilter(divisionCode), session: null })
    const now = new Date()
    if (proof.by === 'KEY' && !(await countKey(tx, id, proof.key, now))) {
      if ((await tx.securityKey.count({ where: { id: proof.key.id } })) === 0) throw refusal()
      await audit(tx, PUBLIC, { action: 'staff.refuse-key', ...subject, details: { name: proof.key.name } })
      return 'KEY_WENT_BACK'
    }
    const rule = await findSetting(tx, 'staff-sign-in', divisionCode)
    const oldest = new Date(now.getTime() - rule.passwordMaxDays * 86_400_000)
    const expired = rule.passwordMaxDays > 0 && staff.passwordChangedAt < oldest
    const { passwordHash, totpSecret } = staff
    const { count } = await tx.staff.updateMany({
      where: { id, passwordHash, totpSecret, disabledAt: null, ...guardOf(proof) },
      data: {
        lastSignInAt: now,
        ...(proof.by === 'TOTP' ? { totpLastStep: proof.step } : {}),
        ...(expired ? { mustChangePassword: true } : {}),
      },
    })
    if (count !== 1) throw refusal()
    await forgetTries(tx, counted)
    const details = { secondFactor: proof.by ?? false }
    await audit(tx, actor, { action: 'staff.sign-in', ...subject, details })
    const factorRequired = rule.secondFactorRoles.includes(role)
    return {
      id,
      token: await openSession(tx, id, { idleMinutes: rule.idleMinutes, factorRequired }, browser),
    }
  })
}

const refusal = () => new AppError('INVALID_CREDENTIALS', { detail: REFUSED })

function guardOf(proof: Proof): Prisma.StaffWhereInput {
  if (proof.by === 'TOTP') return { OR: [{ totpLastStep: null }, { totpLastStep: { lt: proof.step } }] }
  return proof.by === null ? { securityKeys: { none: {} } } : {}
}

/** @returns false when the key has been removed, or counts no further than before (keys that do not count say 0 always) */
async function countKey(tx: Tx, staffId: string, { id, counter }: KeyProof, now: Date): Promise<boolean> {
  const { count } = await tx.securityKey.updateMany({
    where: { id, staffId, counter: counter === 0n ? 0n : { lt: counter } },
    data: { counter, lastUsedAt: now },
  })
  return count === 1
}
