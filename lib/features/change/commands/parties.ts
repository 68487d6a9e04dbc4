import type { AccountActor } from '@/lib/core/actor'
import { AppError, type FieldError, fieldError } from '@/lib/core/app-error'
import { nameKey, spellingHint } from '@/lib/core/normalise'
import {
  type CodeProof,
  checkCode,
  consumeCode,
  countAttempt,
  triesLeft,
} from '@/lib/features/account/commands/codes'
import { findAccountByPhone, hasDocument, phoneIndexOf } from '@/lib/features/account/queries'
import { db, type Tx } from '@/lib/server/database/db'
import type { OwnerInput } from '../schema/input'

/** The two owners of a transfer, each verified by the code sent to their phone. */
export type Parties = {
  from: { id: string; proof: CodeProof }
  to: { id: string; proof: CodeProof }
}

type Side = 'from' | 'to'

const WRONG: Record<Side, string> = {
  from: '原机械所有者的身份证号、手机号或验证码不正确，请核对',
  to: '新机械所有者的姓名、身份证号、手机号或验证码不正确，请确认新所有者已经注册并核对',
}

/** Both messages name the other side, so both codes are bound to it. */
const RENEW = '改了手机号或新机械所有者姓名的，双方都要重新获取验证码'

/** One error per side for any fault, so that it does not reveal whether a phone is registered, or to whom. */
export function wrongParty(...sides: { side: Side; left: number; name?: string }[]): AppError {
  const errors: FieldError[] = sides.map(({ side, left, name = '' }) => ({
    path: `${side}Code`,
    code: 'CODE_INVALID',
    message: `${WRONG[side]}；${left > 0 ? `这个验证码还可以再试 ${left} 次。${RENEW}` : '请重新获取验证码'}${spellingHint(name)}`,
  }))
  return new AppError('CODE_INVALID', { detail: errors.map(({ message }) => message).join('；'), errors })
}

/**
 * Checks both sides before the transaction, so that a wrong attempt stays counted. Both are always checked, so that the
 * error names every wrong side.
 * @throws AppError CODE_INVALID at fromCode, toCode; INVALID when both are the same
 */
export async function proveParties(input: OwnerInput, operation: string): Promise<Parties> {
  requireTwoParties(input)
  const { fromPhone, fromCode, fromIdNumber, toPhone, toCode, toIdNumber, toName } = input
  const from = await proveSide(operation, fromPhone, 'TRANSFER_FROM', fromCode, fromIdNumber)
  const to = await proveSide(operation, toPhone, 'TRANSFER_TO', toCode, toIdNumber, toName)
  const sides = { from, to }
  if (from.id !== null && to.id !== null && from.proof && to.proof)
    return { from: { id: from.id, proof: from.proof }, to: { id: to.id, proof: to.proof } }
  // A right code of a request that fails is one of its five attempts.
  for (const { proof } of [from, to]) if (proof) await countAttempt(proof)
  const wrong = (['from', 'to'] as const).filter((side) => !sides[side].proof || sides[side].id === null)
  const left = {
    from: await triesLeft(fromPhone, 'TRANSFER_FROM'),
    to: await triesLeft(toPhone, 'TRANSFER_TO'),
  }
  throw wrongParty(
    ...wrong.map((side) => ({ side, left: left[side], ...(side === 'to' ? { name: toName } : {}) })),
  )
}

/** @throws AppError INVALID when both are the same */
export function requireTwoParties({ fromPhone, toPhone }: Pick<OwnerInput, 'fromPhone' | 'toPhone'>): void {
  if (phoneIndexOf(fromPhone) === phoneIndexOf(toPhone)) throw sameParty()
}

type Proved = { id: string | null; proof: CodeProof | null }

/** @returns `proof` null for a wrong code, `id` null when the account is not as stated */
async function proveSide(
  operation: string,
  phone: string,
  purpose: 'TRANSFER_FROM' | 'TRANSFER_TO',
  code: string,
  idNumber: string,
  name?: string,
): Promise<Proved> {
  const proof = await checkCode(phone, purpose, code, operation).catch((error: unknown) => {
    if (error instanceof AppError) return null
    throw error
  })
  const account = await findAccountByPhone(db(), phone)
  const stated =
    account !== null &&
    hasDocument(account, idNumber) &&
    (name === undefined || nameKey(account.name) === nameKey(name))
  return { id: account && stated ? account.id : null, proof }
}

/**
 * Does the request name its sender as the new owner? Besides the present owner only the new one may request a transfer.
 */
export async function isNewOwner(actor: AccountActor, input: OwnerInput): Promise<boolean> {
  const account = await findAccountByPhone(db(), input.toPhone)
  return account?.id === actor.id
}

/** Consumes both codes. @throws AppError CODE_INVALID at the side whose code was used or replaced meanwhile */
export async function consumeBoth(tx: Tx, { from, to }: Parties): Promise<void> {
  for (const [side, { proof }] of [
    ['from', from],
    ['to', to],
  ] as const) {
    await consumeCode(tx, proof).catch((error: unknown) => {
      throw error instanceof AppError ? wrongParty({ side, left: 0 }) : error
    })
  }
}

function sameParty(): AppError {
  return fieldError('toPhone', '新机械所有者与原机械所有者相同，请填写新所有者的手机号', 'SAME_OWNER')
}
