import { randomUUID } from 'node:crypto'
import type { PublicActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { idTailText } from '@/lib/core/id-number'
import { type IdentityDocument, registeredDocument } from '@/lib/core/identity-document'
import { judgeUnitCode } from '@/lib/core/unit-code'
import { recordConsents } from '@/lib/features/consent/commands'
import { audit } from '@/lib/server/audit/audit'
import { db, type Tx, transactAfter, uniqueViolation } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { smsDriver } from '@/lib/server/outside/sms/driver'
import { deliverNow, ensureOutbox, queueMessage } from '@/lib/server/outside/sms/outbox'
import { wechatOpenid } from '@/lib/server/outside/wechat/openid'
import { hashPassword } from '@/lib/server/secrets/password'
import { blindIndex, encrypt } from '@/lib/server/secrets/secrets'
import { documentIndex, phoneIndexOf, toAccountDto } from '../queries'
import { CODE_SECONDS, takenMessage } from '../rules'
import type { CreateAccountInput } from '../schema'
import { checkCode, consumeCode } from './codes'
import { holderOf, recordRegistrant } from './holder'
import { requireGoodPassword } from './new-password'
import { openTokens } from './session-tokens'
import { linkWechat } from './wechat-link'

/**
 * POST /accounts: registers a person or a unit and signs in. The code is used up by any answer. Whether it is the phone
 * or the document that is registered already, the answer is the same; which of the two is sent to the phone itself.
 * A `wechatCode` links the person's WeChat as well. `consents` are what was ticked on the page; without them the account is
 * asked at its next entry. `contested`: the number is taken, and whoever registers says it is his own; a dispute decides.
 *
 * Machines that older registers list under this document number wait until the account's identity is proved, and under
 * another name for an officer (docs/decisions/0024, 0061): number and name of a unit are public.
 * @param address of the caller, stored with the consents
 * @returns the account and its first tokens
 * @throws AppError INVALID for a bad password; CODE_INVALID; PHONE_TAKEN for either, decided by the unique indexes; those of `wechatOpenid`
 */
export async function createAccount(actor: PublicActor, input: CreateAccountInput, address: string) {
  const { type, name, idNumber, phone } = input
  await requireGoodPassword(input.password, input)
  const proof = await checkCode(phone, 'REGISTER', input.code)
  const openid = input.wechatCode && (await wechatOpenid(input.wechatCode))
  const passwordHash = await hashPassword(input.password)
  const documentKind = input.documentKind ?? registeredDocument(type, idNumber)
  const indexes = indexesOf(input, documentKind)
  try {
    return await transactAfter(
      (tx) => consumeCode(tx, proof),
      async (tx) => {
        const contested = input.contested ? await contestedColumns(tx, indexes.idNumberIndex) : null
        const holderId = contested ? null : await holderOf(tx, indexes.idNumberIndex)
        const id = newId()
        const columns = { ...personalColumns(id, input), ...indexes, ...contested, passwordHash }
        const row = await tx.account.create({ data: { id, type, name, documentKind, ...columns } })
        if (holderId) await recordRegistrant(tx, actor, holderId, id)
        const { sessionId, ...tokens } = await openTokens(tx, { accountId: row.id })
        const warning = type === 'UNIT' && judgeUnitCode(idNumber) === 'CHECK_CHARACTER'
        await audit(tx, actor, {
          action: 'account.create',
          subjectType: 'account',
          subjectId: row.id,
          details: {
            type,
            sessionId,
            ...(contested ? { contested: 'NUMBER_TAKEN' } : {}),
            ...(warning ? { idNumberWarning: 'CHECK_CHARACTER' } : {}),
          },
        })
        if (input.consents) await recordConsents(tx, actor, row.id, input.consents, address)
        if (openid) await linkWechat(tx, actor, row.id, openid)
        const account = toAccountDto(row)
        return { account: { ...account, wechatLinked: Boolean(openid) }, ...tokens }
      },
    )
  } catch (error) {
    const violated = takenBy(error)
    if (!violated) throw error
    await tellPhone(phone, violated === 'phone')
    throw taken()
  }
}

/** @param id the row's: whose ciphertexts they are */
function personalColumns(id: string, { idNumber, phone }: CreateAccountInput) {
  return {
    idNumber: encrypt('account.idNumber', id, idNumber),
    phone: encrypt('account.phone', id, phone),
  }
}

function indexesOf({ name, idNumber, phone }: CreateAccountInput, kind: IdentityDocument) {
  return {
    idNumberIndex: documentIndex(kind, idNumber),
    idTailIndex: blindIndex('id-tail', idTailText(idNumber, name)),
    phoneIndex: phoneIndexOf(phone),
  }
}

/** Of an account whose number another one has: it stands beside, is found by nothing, and waits for an officer's decision. */
async function contestedColumns(tx: Tx, idNumberIndex: string) {
  const taken = await tx.account.count({ where: { idNumberIndex, registeredAt: { not: null } } })
  if (taken === 0) return null
  return { idNumberIndex: blindIndex('id', randomUUID()), contestedIndex: idNumberIndex }
}

function takenBy(error: unknown): 'phone' | 'document' | null {
  const violated = uniqueViolation(error)
  if (violated?.includes('phoneIndex')) return 'phone'
  return violated?.includes('idNumberIndex') ? 'document' : null
}

/** A message of its own: what the phone's holder may know, the caller need not. */
async function tellPhone(phone: string, phoneIsTaken: boolean): Promise<void> {
  if (!smsDriver().sends('TAKEN')) return
  await ensureOutbox()
  const staleAt = new Date(Date.now() + CODE_SECONDS * 1000)
  await deliverNow(
    await db().$transaction((tx) => queueMessage(tx, takenMessage(phone, phoneIsTaken), staleAt)),
  )
}

function taken(): AppError {
  const message =
    '手机号或证件号码已注册，不能重复注册。已有账号的请直接登录或找回密码；具体情况见发到该手机的短信'
  return new AppError('PHONE_TAKEN', {
    detail: message,
    errors: [
      { path: 'phone', code: 'PHONE_TAKEN', message },
      { path: 'idNumber', code: 'ID_NUMBER_TAKEN', message },
    ],
  })
}
