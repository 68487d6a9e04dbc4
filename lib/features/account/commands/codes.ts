import { z } from 'zod'
import { PUBLIC } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { compact } from '@/lib/core/normalise'
import { normalisePhone } from '@/lib/core/phone'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { audit } from '@/lib/server/audit/audit'
import { auditFrequent } from '@/lib/server/audit/frequent'
import { db, inTransaction, type Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { tokenHash } from '@/lib/server/secrets/secrets'
import { phoneIndexOf } from '../queries'
import { CODE_TRIES } from '../rules'
import type { CodePurpose } from '../schema'
import { countWrongOfDay } from './human-check'

declare const checked: unique symbol

/** Proof that the caller entered the code sent to a phone. The code is still unused: `consumeCode` marks it as used. */
export type CodeProof = {
  phoneIndex: string
  purpose: CodePurpose
  codeHash: string
  readonly [checked]: true
}

/**
 * Stored instead of the code; bound to phone, purpose and operation, so that a code is valid for nothing else.
 * @param operation what the code is for, in full: machine or filing, other party, content; empty: nothing was said
 */
export function codeHash(phone: string, purpose: CodePurpose, code: string, operation = ''): string {
  return tokenHash(`${purpose}:${normalisePhone(phone)}:${compact(code)}:${operation}`)
}

const judgedCode = z.object({ right: z.boolean(), codeHash: z.string(), attempts: z.int() })

/**
 * First step of using a code, to be called before the transaction of the change: a wrong attempt is counted in a
 * transaction of its own, so the count survives a rollback of the change. One statement compares and counts under the
 * row's lock, so that concurrent requests cannot exceed five wrong attempts.
 *
 * A code that was already used passes here, since it still proves who holds the phone, and fails in `consumeCode`.
 * @param path the field that a refusal names
 * @param operation as the code was asked for. One that was asked for without an operation passes, too, until the setting
 *   `code-limits` demands one (docs/decisions/0053)
 * @throws AppError CODE_INVALID when wrong, never sent, for another operation, older than ten minutes or after five wrong
 *   attempts
 */
export async function checkCode(
  phone: string,
  purpose: CodePurpose,
  code: string,
  operation?: string,
  path = 'code',
): Promise<CodeProof> {
  const phoneIndex = phoneIndexOf(phone)
  const accepted = await acceptedHashes(phone, purpose, code, operation)
  const found = await inTransaction(async (tx) => {
    const [row] = await rowsOf(tx, judgedCode)`
      UPDATE verification_code
      SET attempts = attempts + CASE WHEN "codeHash" = ANY(${accepted}) THEN 0 ELSE 1 END
      WHERE "phoneIndex" = ${phoneIndex} AND purpose = ${purpose}::"CodePurpose"
        AND attempts < ${CODE_TRIES} AND "expiresAt" > ${new Date()}
      RETURNING "codeHash" = ANY(${accepted}) AS right, "codeHash", attempts`
    if (row && !row.right) {
      const subject = { subjectType: 'verification-code', subjectId: phoneIndex }
      await audit(tx, PUBLIC, { action: 'code.refuse', ...subject, details: { purpose } })
      await countWrongOfDay(tx, phoneIndex)
    }
    return row
  })
  // None was sent, or it is too old, or was guessed at five times: nothing is counted any more, and a flood is not listed.
  if (!found)
    auditFrequent(PUBLIC, {
      action: 'code.refuse',
      subjectType: 'verification-code',
      subjectId: phoneIndex,
      details: { purpose, why: 'NO_CODE' },
    })
  if (!found?.right) throw codeInvalid(found && CODE_TRIES - found.attempts, path)
  return { phoneIndex, purpose, codeHash: found.codeHash } as CodeProof
}

async function acceptedHashes(
  phone: string,
  purpose: CodePurpose,
  code: string,
  operation: string | undefined,
): Promise<string[]> {
  const unbound = codeHash(phone, purpose, code)
  if (operation === undefined) return [unbound]
  const { operationRequired } = await findSetting(db(), 'code-limits', null)
  const bound = codeHash(phone, purpose, code, operation)
  return operationRequired ? [bound] : [bound, unbound]
}

/**
 * Second step, inside the transaction of the change and before all else (`transactAfter`): marks the code as used,
 * whatever becomes of the change. Of concurrent calls one succeeds.
 * @throws AppError CODE_INVALID when it was used or replaced in the meantime
 */
export async function consumeCode(tx: Tx, proof: CodeProof): Promise<void> {
  const { phoneIndex, purpose, codeHash: hash } = proof
  const { count } = await tx.verificationCode.updateMany({
    where: { phoneIndex, purpose, codeHash: hash, consumedAt: null, attempts: { lt: CODE_TRIES } },
    data: { consumedAt: new Date() },
  })
  if (count !== 1) throw codeInvalid()
}

const triedCode = z.object({ attempts: z.int() })

/**
 * In place of `consumeCode`, for what a right code alone does not decide, and whose mend needs no other code: counts a try
 * first, inside the transaction of the change and before all else (`transactAfter`). The code's row is locked until the commit, so of many
 * requests with one code each is judged after the others were counted. `spendCode` marks it as used when all was right.
 * @returns how often it may still be tried after this
 * @throws AppError CODE_INVALID when it was used, used up or replaced in the meantime
 */
export async function takeTry(tx: Tx, { phoneIndex, purpose, codeHash: hash }: CodeProof): Promise<number> {
  const [row] = await rowsOf(tx, triedCode)`
    UPDATE verification_code SET attempts = attempts + 1
    WHERE "phoneIndex" = ${phoneIndex} AND purpose = ${purpose}::"CodePurpose" AND "codeHash" = ${hash}
      AND "consumedAt" IS NULL AND attempts < ${CODE_TRIES}
    RETURNING attempts`
  if (!row) throw codeInvalid()
  return CODE_TRIES - row.attempts
}

/** Marks a code as used whose try `takeTry` has counted in the same transaction. */
export async function spendCode(tx: Tx, { phoneIndex, purpose, codeHash: hash }: CodeProof): Promise<void> {
  await tx.verificationCode.updateMany({
    where: { phoneIndex, purpose, codeHash: hash },
    data: { consumedAt: new Date() },
  })
}

/** Counts a right code that led to nothing, since another one entered with it was wrong, as one of the five attempts. */
export async function countAttempt({ phoneIndex, purpose, codeHash: hash }: CodeProof): Promise<void> {
  await db().verificationCode.updateMany({
    where: { phoneIndex, purpose, codeHash: hash },
    data: { attempts: { increment: 1 } },
  })
}

/** How often the phone's code may still be tried; 0: it is used, used up or too old. */
export async function triesLeft(phone: string, purpose: CodePurpose): Promise<number> {
  const row = await db().verificationCode.findUnique({
    where: { phoneIndex_purpose: { phoneIndex: phoneIndexOf(phone), purpose } },
    select: { attempts: true, expiresAt: true, consumedAt: true },
  })
  const over = !row || row.consumedAt !== null || row.expiresAt <= new Date()
  return over ? 0 : Math.max(0, CODE_TRIES - row.attempts)
}

/** What a wrong try leaves of a code. It is the same for a phone that is not registered: a code is stored for it, too. */
function codeInvalid(triesLeft?: number, path = 'code'): AppError {
  const message =
    triesLeft === undefined
      ? '验证码不正确或已失效，请重新获取'
      : triesLeft > 0
        ? `验证码不正确，还可以再试 ${triesLeft} 次`
        : `验证码已输错 ${CODE_TRIES} 次，不能再用，请重新获取`
  return new AppError('CODE_INVALID', {
    detail: message,
    errors: [{ path, code: 'CODE_INVALID', message }],
  })
}
