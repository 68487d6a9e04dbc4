import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { nameKey, spellingHint } from '@/lib/core/normalise'
import { checkCode, spendCode, takeTry, triesLeft } from '@/lib/features/account/commands/codes'
import { findAccountByPhone } from '@/lib/features/account/queries'
import { filingContent } from '@/lib/features/content/schema/content'
import { audit } from '@/lib/server/audit/audit'
import { db, type Tx, transactAfter } from '@/lib/server/database/db'
import { consentedTo } from '../queries/consent'
import { getOwnFiling } from '../queries/owner'
import { returnReasonsOf, toFilingDto } from '../queries/owner-dto'
import type { OwnerRow } from '../queries/owner-row'
import { openPaths } from '../rules/editable'
import type { FilingDto } from '../schema/owner'
import { consentOperation } from './consent-code'
import { auditSubject, lockOwnFiling, updateOwnFiling } from './owner-change'

type Consent = { ownerName: string; ownerPhone: string; code: string }

/**
 * An agent files for another owner. The owner must be registered under this name and
 * phone, and the code sent to that phone proves their consent (manual, 1) 基本信息). It is bound to what is filled in now: a
 * change of that needs another one before the submission (docs/decisions/0056). With the agent's own name and phone the agent is the owner again.
 *
 * A right code is used up by success alone; with a wrong name it counts as a try, as a wrong code does, so that the name can be
 * mended. Every mismatch gives the same error, so that it does not reveal whether a phone is registered, or to whom.
 * @throws AppError NOT_FOUND, FORBIDDEN, STATE_CONFLICT; CODE_INVALID for any mismatch; INVALID when a returned filing
 * does not open the owner for correction and it is another one
 */
export async function giveConsent(actor: AccountActor, id: string, consent: Consent): Promise<FilingDto> {
  await getOwnFiling(actor, id)
  const { ownerName, ownerPhone } = consent
  const operation = await consentOperation(db(), actor, id)
  const proof = await checkCode(ownerPhone, 'AGENT_CONSENT', consent.code, operation).catch(
    async (error: unknown) => {
      throw error instanceof AppError
        ? mismatch(await triesLeft(ownerPhone, 'AGENT_CONSENT'), ownerName)
        : error
    },
  )
  const owner = await findAccountByPhone(db(), ownerPhone)
  let left = 0
  const count = async (tx: Tx) => {
    left = await takeTry(tx, proof).catch((error: unknown) => {
      throw error instanceof AppError ? mismatch(0, ownerName) : error
    })
  }
  return transactAfter(count, async (tx) => {
    const row = await lockOwnFiling(tx, actor, id, 'consent')
    if (owner?.id !== row.ownerId) requireOwnerOpen(row)
    if (!owner || nameKey(owner.name) !== nameKey(ownerName)) throw mismatch(left, ownerName)
    // The owner agreed to the machine as it was when the code was asked for.
    if ((await consentOperation(tx, actor, id)) !== operation) throw mismatch(0, ownerName)
    await spendCode(tx, proof)
    const content = filingContent.parse(row.content)
    const given = {
      ownerConsentAt: owner.id === actor.id ? null : new Date(),
      ownerConsentOf: owner.id === actor.id ? null : consentedTo(content, row.photos),
      ownerConsentTakenBackAt: null,
    }
    await updateOwnFiling(tx, actor, row, { ownerId: owner.id, ...given })
    const subject = auditSubject(id, content)
    await audit(tx, actor, { action: 'filing.consent', ...subject, details: { ownerId: owner.id } })
    const now = { ownerId: owner.id, ownerName: owner.name, version: row.version + 1 }
    return toFilingDto(actor, { ...row, ...given, ...now })
  })
}

/** A returned filing whose reasons name fields opens only those, and the owner is never among them. */
function requireOwnerOpen(row: OwnerRow): void {
  if (row.status !== 'RETURNED' || openPaths(returnReasonsOf(row)) === null) return
  const message = '机械所有者不在退回修改的范围内，不能修改'
  throw new AppError('INVALID', {
    detail: message,
    errors: [{ path: 'ownerName', code: 'FIELD_NOT_OPEN', message }],
  })
}

/** @param left how often the code may still be tried. Another name needs no other code, other words about the machine do. */
function mismatch(left: number, ownerName: string): AppError {
  const code =
    left > 0 ? `这个验证码还可以再试 ${left} 次。获取后改过机械信息的，请重新获取` : '请重新获取验证码'
  const message = `机械所有者的姓名、手机号或验证码不正确，请确认所有者已经注册，并核对；${code}${spellingHint(ownerName)}`
  return new AppError('CODE_INVALID', {
    detail: message,
    errors: [{ path: 'code', code: 'CODE_INVALID', message }],
  })
}
