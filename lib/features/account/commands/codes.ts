import { z } from 'zod'
import { PUBLIC } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { compact } from '@/lib/core/normalise'
import { normalisePhone } from '@/lib/core/phone'
import { audit } from '@/lib/server/audit/audit'
import { inTransaction, type Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { tokenHash } from '@/lib/server/secrets/secrets'
import { phoneIndexOf } from '../queries'
import { CODE_TRIES } from '../rules'
import type { CodePurpose } from '../schema'

declare const checked: unique symbol

/** Proof that the caller entered the code sent to a phone. The code is still unused: `consumeCode` marks it as used. */
export type CodeProof = {
  phoneIndex: string
  purpose: CodePurpose
  codeHash: string
  readonly [checked]: true
}

/** Stored instead of the code; bound to phone and purpose, so that a code is valid for nothing else. */
export function codeHash(phone: string, purpose: CodePurpose, code: string): string {
  return tokenHash(`${purpose}:${normalisePhone(phone)}:${compact(code)}`)
}

const judgedCode = z.object({ right: z.boolean() })

/**
 * First step of using a code, to be called before the transaction of the change: a wrong attempt is counted in a
 * transaction of its own, so the count survives a rollback of the change. One statement compares and counts under the
 * row's lock, so that concurrent requests cannot exceed five wrong attempts.
 *
 * A code that was already used passes here, since it still proves who holds the phone, and fails in `consumeCode`.
 * @throws AppError CODE_INVALID when wrong, never sent, older than ten minutes or after five wrong attempts
 */
export async function checkCode(phone: string, purpose: CodePurpose, code: string): Promise<CodeProof> {
  const phoneIndex = phoneIndexOf(phone)
  const given = codeHash(phone, purpose, code)
  const right = await inTransaction(async (tx) => {
    const [row] = await rowsOf(tx, judgedCode)`
      UPDATE verification_code
      SET attempts = attempts + CASE WHEN "codeHash" = ${given} THEN 0 ELSE 1 END
      WHERE "phoneIndex" = ${phoneIndex} AND purpose = ${purpose}::"CodePurpose"
        AND attempts < ${CODE_TRIES} AND "expiresAt" > ${new Date()}
      RETURNING "codeHash" = ${given} AS right`
    if (row && !row.right) {
      const subject = { subjectType: 'verification-code', subjectId: phoneIndex }
      await audit(tx, PUBLIC, { action: 'code.refuse', ...subject, details: { purpose } })
    }
    return row?.right === true
  })
  if (!right) throw codeInvalid()
  return { phoneIndex, purpose, codeHash: given } as CodeProof
}

/**
 * Second step, inside the transaction of the change: marks the code as used. Of concurrent calls one succeeds.
 * @throws AppError CODE_INVALID when it was used or replaced in the meantime
 */
export async function consumeCode(tx: Tx, proof: CodeProof): Promise<void> {
  const { count } = await tx.verificationCode.updateMany({
    where: { ...rowOf(proof), codeHash: proof.codeHash, consumedAt: null, attempts: { lt: CODE_TRIES } },
    data: { consumedAt: new Date() },
  })
  if (count !== 1) throw codeInvalid()
}

function rowOf({ phoneIndex, purpose }: CodeProof) {
  return { phoneIndex, purpose }
}

function codeInvalid(): AppError {
  const error = { path: 'code', code: 'CODE_INVALID', message: '验证码不正确或已失效，请重新获取' }
  return new AppError('CODE_INVALID', { errors: [error] })
}
