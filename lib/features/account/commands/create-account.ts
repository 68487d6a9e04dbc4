import type { PublicActor } from '@/lib/core/actor'
import { AppError, type ErrorCode } from '@/lib/core/app-error'
import { idTailText } from '@/lib/core/id-number'
import { registeredDocument } from '@/lib/core/identity-document'
import { judgeUnitCode } from '@/lib/core/unit-code'
import { recordConsents } from '@/lib/features/consent/commands'
import { audit } from '@/lib/server/audit/audit'
import { transact, uniqueViolation } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { wechatOpenid } from '@/lib/server/outside/wechat'
import { hashPassword } from '@/lib/server/secrets/password'
import { blindIndex, encrypt } from '@/lib/server/secrets/secrets'
import { phoneIndexOf, toAccountDto } from '../queries'
import type { CreateAccountInput } from '../schema'
import { checkCode, consumeCode } from './codes'
import { holderOf, recordRegistrant, takeOver } from './holder'
import { openTokens } from './session-tokens'
import { linkWechat } from './wechat-link'

/**
 * POST /accounts: registers a person or a unit and signs in. The row is written before the code is consumed, so that of
 * concurrent requests the unique index decides and the others get PHONE_TAKEN; only the holder of the code gets that far.
 * A `wechatCode` links the person's WeChat as well. `consents` are what was ticked on the page; without them the account is
 * asked at its next entry.
 *
 * Machines that older registers list under this document number go to the account when the name matches, too; under
 * another name they wait for an officer (docs/decisions/0024).
 * @param address of the caller, stored with the consents
 * @returns the account and its first tokens
 * @throws AppError CODE_INVALID; PHONE_TAKEN, ID_NUMBER_TAKEN decided by the unique indexes; those of `wechatOpenid`
 */
export async function createAccount(actor: PublicActor, input: CreateAccountInput, address: string) {
  const { type, name, idNumber, phone } = input
  const proof = await checkCode(phone, 'REGISTER', input.code)
  const openid = input.wechatCode && (await wechatOpenid(input.wechatCode))
  const passwordHash = await hashPassword(input.password)
  const documentKind = registeredDocument(type, idNumber)
  const indexes = indexesOf(input)
  try {
    return await transact(async (tx) => {
      const holder = await holderOf(tx, { type, name, ...indexes })
      const id = holder?.agrees ? holder.id : newId()
      const data = { type, name, documentKind, ...personalColumns(id, input), ...indexes, passwordHash }
      const row = holder?.agrees
        ? await takeOver(tx, actor, holder, data)
        : await tx.account.create({ data: { id, ...data } })
      if (holder && !holder.agrees) await recordRegistrant(tx, actor, holder, row.id)
      await consumeCode(tx, proof)
      const { sessionId, ...tokens } = await openTokens(tx, row.id)
      const warning = type === 'UNIT' && judgeUnitCode(idNumber) === 'CHECK_CHARACTER'
      await audit(tx, actor, {
        action: 'account.create',
        subjectType: 'account',
        subjectId: row.id,
        details: { type, sessionId, ...(warning ? { idNumberWarning: 'CHECK_CHARACTER' } : {}) },
      })
      if (input.consents) await recordConsents(tx, actor, row.id, input.consents, address)
      if (openid) await linkWechat(tx, actor, row.id, openid)
      const account = toAccountDto(row)
      return { account: { ...account, wechatLinked: Boolean(openid) }, ...tokens }
    })
  } catch (error) {
    throw takenError(error) ?? error
  }
}

/** @param id the row's: whose ciphertexts they are */
function personalColumns(id: string, { idNumber, phone }: CreateAccountInput) {
  return {
    idNumber: encrypt('account.idNumber', id, idNumber),
    phone: encrypt('account.phone', id, phone),
  }
}

function indexesOf({ name, idNumber, phone }: CreateAccountInput) {
  return {
    idNumberIndex: blindIndex('id', idNumber),
    idTailIndex: blindIndex('id-tail', idTailText(idNumber, name)),
    phoneIndex: phoneIndexOf(phone),
  }
}

function takenError(error: unknown): AppError | null {
  const violated = uniqueViolation(error)
  if (violated?.includes('phoneIndex')) return taken('PHONE_TAKEN', 'phone', '该手机号已注册，请直接登录')
  if (violated?.includes('idNumberIndex')) return taken('ID_NUMBER_TAKEN', 'idNumber', '该证件号码已注册')
  return null
}

function taken(code: ErrorCode, path: string, message: string): AppError {
  return new AppError(code, { errors: [{ path, code, message }] })
}
