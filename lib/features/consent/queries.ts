import { AppError } from '@/lib/core/app-error'
import { PRIVACY_VERSION } from '@/lib/core/privacy-version'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { db, type Tx } from '@/lib/server/database/db'
import { CONSENT_KINDS, type ConsentState } from './schema'

type Reader = Pick<Tx, 'consent'>

/** What the account has accepted, and what of the notice in force it has not. */
export async function getConsents(accountId: string, reader: Reader = db()): Promise<ConsentState> {
  const rows = await reader.consent.findMany({
    where: { accountId },
    orderBy: [{ givenAt: 'desc' }, { kind: 'asc' }],
    select: { kind: true, version: true, givenAt: true },
  })
  const given = rows.filter(({ version }) => version === PRIVACY_VERSION).map(({ kind }) => kind)
  return {
    version: PRIVACY_VERSION,
    missing: CONSENT_KINDS.filter((kind) => !given.includes(kind)),
    data: rows.map(({ kind, version, givenAt }) => ({ kind, version, givenAt: givenAt.toISOString() })),
  }
}

/**
 * Where the nation's administrator has switched it on: nothing is filed or changed for an account that has not accepted the
 * notice in force. The owners' pages ask in any case; the switch is for programs that do not ask yet.
 * @throws AppError CONSENT_REQUIRED
 */
export async function requireConsents(tx: Pick<Tx, 'consent' | 'setting'>, accountId: string): Promise<void> {
  const { required } = await findSetting(tx, 'consent', null)
  if (!required) return
  const { missing } = await getConsents(accountId, tx)
  if (missing.length > 0) throw new AppError('CONSENT_REQUIRED')
}
