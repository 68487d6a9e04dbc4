import type { AccountActor } from '@/lib/core/actor'
import { AppError, type FieldError, fieldError } from '@/lib/core/app-error'
import { nameKey } from '@/lib/core/normalise'
import { type CodeProof, checkCode, consumeCode } from '@/lib/features/account/commands/codes'
import { findAccountByPhone, phoneIndexOf } from '@/lib/features/account/queries'
import { db, type Tx } from '@/lib/server/database/db'
import { blindIndex } from '@/lib/server/secrets/secrets'
import type { OwnerInput } from '../schema/input'

/** The two owners of a transfer, each verified by the code sent to their phone. */
export type Parties = {
  from: { id: string; proof: CodeProof }
  to: { id: string; proof: CodeProof }
}

type Side = 'from' | 'to'

const WRONG: Record<Side, string> = {
  from: '原机械所有者的身份证号、手机号或验证码不正确，请核对后重新获取验证码',
  to: '新机械所有者的姓名、身份证号、手机号或验证码不正确，请确认新所有者已经注册，并核对后重新获取验证码',
}

/** One error per side for any fault, so that it does not reveal whether a phone is registered, or to whom. */
export function wrongParty(...sides: Side[]): AppError {
  const errors: FieldError[] = sides.map((side) => ({
    path: `${side}Code`,
    code: 'CODE_INVALID',
    message: WRONG[side],
  }))
  return new AppError('CODE_INVALID', { detail: errors.map(({ message }) => message).join('；'), errors })
}

/**
 * Checks both sides before the transaction, so that a wrong attempt stays counted. Both are always checked, so that the
 * error names every wrong side.
 * @throws AppError CODE_INVALID at fromCode, toCode; INVALID when both are the same
 */
export async function proveParties(input: OwnerInput): Promise<Parties> {
  if (phoneIndexOf(input.fromPhone) === phoneIndexOf(input.toPhone)) throw sameParty()
  const from = await proveSide(input.fromPhone, 'TRANSFER_FROM', input.fromCode, input.fromIdNumber)
  const to = await proveSide(input.toPhone, 'TRANSFER_TO', input.toCode, input.toIdNumber, input.toName)
  if (from && to) return { from, to }
  throw wrongParty(...(from ? [] : (['from'] as const)), ...(to ? [] : (['to'] as const)))
}

/** @returns null for any fault */
async function proveSide(
  phone: string,
  purpose: 'TRANSFER_FROM' | 'TRANSFER_TO',
  code: string,
  idNumber: string,
  name?: string,
): Promise<Parties[Side] | null> {
  const proof = await checkCode(phone, purpose, code).catch((error: unknown) => {
    if (error instanceof AppError) return null
    throw error
  })
  const account = await findAccountByPhone(db(), phone)
  if (!proof || !account || account.idNumberIndex !== blindIndex('id', idNumber)) return null
  if (name !== undefined && nameKey(account.name) !== nameKey(name)) return null
  return { id: account.id, proof }
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
      throw error instanceof AppError ? wrongParty(side) : error
    })
  }
}

function sameParty(): AppError {
  return fieldError('toPhone', '新机械所有者与原机械所有者相同，请填写新所有者的手机号', 'SAME_OWNER')
}
