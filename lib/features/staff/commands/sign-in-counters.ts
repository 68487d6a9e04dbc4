import { db } from '@/lib/server/database/db'
import type { Browser } from './open-session'

/** An address from which somebody has signed in counts as theirs for so long. */
const KNOWN_DAYS = 30

/**
 * What an attempt counts for. On a device on which the person has signed in before it counts for that device alone: whatever
 * strangers try elsewhere, the person can sign in there. Elsewhere it counts for the name from this address and for the address,
 * and for the name from anywhere, which limits who guesses from many addresses; that last one does not hold where the
 * person has worked of late. A name that nobody has is counted alike.
 */
export async function countersOf(username: string, staffId: string | null, { address, former }: Browser) {
  if (staffId && former?.ids.includes(staffId))
    return [{ kind: 'device', of: `${former.number} ${staffId}` }] as const
  const here = [
    { kind: 'pair', of: `${address} ${username}` },
    { kind: 'address', of: address },
  ] as const
  return (await hasWorkedAt(staffId, address)) ? here : ([...here, { kind: 'name', of: username }] as const)
}

/** Asked for unknown names as well, so that both cost the same. */
async function hasWorkedAt(staffId: string | null, address: string): Promise<boolean> {
  const since = new Date(Date.now() - KNOWN_DAYS * 86_400_000)
  const nobody = '00000000-0000-0000-0000-000000000000'
  const where = { staffId: staffId ?? nobody, address, createdAt: { gt: since } }
  return (
    address !== 'unknown' && (await db().staffSession.findFirst({ where, select: { id: true } })) !== null
  )
}
