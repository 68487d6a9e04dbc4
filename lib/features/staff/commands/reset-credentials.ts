import type { Tx } from '@/lib/server/database/db'
import { endSessions } from './open-session'

/**
 * Takes away whatever a person signs in with: password, every second factor, activation link, lock and sessions.
 * @param passwordHash of the password that is issued instead, which has to be changed at the first sign-in
 */
export async function resetCredentials(tx: Tx, id: string, passwordHash: string): Promise<void> {
  const reset = {
    totpSecret: null,
    totpLastStep: null,
    mustChangePassword: true,
    passwordIssuedAt: new Date(),
  }
  await tx.staff.update({ where: { id }, data: { passwordHash, passwordChangedAt: new Date(), ...reset } })
  await tx.securityKey.deleteMany({ where: { staffId: id } })
  await tx.staffActivation.deleteMany({ where: { staffId: id } })
  await tx.signInTries.deleteMany({ where: { staffId: id } })
  await endSessions(tx, { staffId: id }, 'CREDENTIALS')
}
