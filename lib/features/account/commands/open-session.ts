import { z } from 'zod'
import type { PublicActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { db, type Tx, transact, transactAfter } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { wechatOpenid } from '@/lib/server/outside/wechat/openid'
import { wechatPhone } from '@/lib/server/outside/wechat/phone'
import { verifyPassword } from '@/lib/server/secrets/password'
import { forgetTries } from '@/lib/server/session/count-tries'
import { findAccountByPhone, phoneIndexOf, wechatIndexOf } from '../queries'
import type { OpenSessionInput, TokensDto } from '../schema'
import { checkCode, consumeCode } from './codes'
import { requireDocument, requireKnownOwner } from './quiet'
import { openByTicket } from './session-tickets'
import { openTokens } from './session-tokens'
import { countPassword, refuseSignIn } from './sign-in-lock'
import { linkWechat } from './wechat-link'

const accountRow = z.object({ id: z.uuid() })

/**
 * POST /sessions: signs in by phone and password, or by phone and a code (purpose LOGIN); a `wechatCode` sent with them
 * links the person's WeChat, which from then on suffices alone. Or by the phone that WeChat has of its user, with the last four of the
 * document. Or by a one-time ticket. An unregistered phone gets the
 * same response after the same work, and is locked by the same rule.
 * @returns the tokens of a new session
 * @throws AppError INVALID_CREDENTIALS (with WECHAT_NOT_LINKED for a person of WeChat without an account); LOCKED after
 * too many wrong passwords (a code still signs in); those of `requireKnownOwner` and `wechatOpenid`
 */
export async function openSession(actor: PublicActor, input: OpenSessionInput): Promise<TokensDto> {
  const { phone, password, code, idTail, wechatCode, wechatPhoneCode, ticket } = input
  if (ticket) return openByTicket(actor, ticket)
  // A request to WeChat, so before any transaction.
  const openid = wechatCode ? await wechatOpenid(wechatCode) : null
  if (phone && password) return openByPassword(actor, phone, password, openid)
  if (phone && code) return openByCode(actor, { phone, code, idTail }, openid)
  if (openid && wechatPhoneCode) return openByWechatPhone(actor, { openid, wechatPhoneCode, idTail })
  // The schema guarantees that one of the credentials is present.
  if (openid) return openByWechat(actor, openid)
  throw new AppError('INVALID_CREDENTIALS')
}

async function openByPassword(
  actor: PublicActor,
  phone: string,
  password: string,
  openid: string | null,
): Promise<TokensDto> {
  const account = await findAccountByPhone(db(), phone)
  const subject = { accountId: account?.id ?? null, phoneIndex: phoneIndexOf(phone) }
  const counted = await countPassword(subject)
  const right = await verifyPassword(account?.passwordHash ?? null, password)
  if (!account || !right) return refuseSignIn(subject, counted)
  return transact(async (tx) => {
    // Row lock until the commit: a password that was reset while this one was being verified opens nothing.
    const [same] = await rowsOf(tx, accountRow)`
      SELECT id FROM account WHERE id = ${account.id}::uuid AND "passwordHash" = ${account.passwordHash} FOR SHARE`
    if (!same) throw new AppError('INVALID_CREDENTIALS')
    await forgetTries(tx, counted)
    return open(tx, actor, account.id, 'password', openid)
  })
}

async function openByCode(
  actor: PublicActor,
  { phone, code, idTail }: { phone: string; code: string; idTail: string | undefined },
  openid: string | null,
): Promise<TokensDto> {
  try {
    const proof = await checkCode(phone, 'LOGIN', code)
    const owner = await findAccountByPhone(db(), phone)
    if (owner) await requireKnownOwner(owner, proof, idTail)
    return await transactAfter(
      (tx) => consumeCode(tx, proof),
      async (tx) => {
        const account = await findAccountByPhone(tx, phone)
        if (!account) throw new AppError('INVALID_CREDENTIALS')
        return open(tx, actor, account.id, 'code', openid)
      },
    )
  } catch (error) {
    // The API has one error code for a refused sign-in.
    if (!(error instanceof AppError) || error.code !== 'CODE_INVALID') throw error
    throw new AppError('INVALID_CREDENTIALS', {
      detail: `手机号或验证码不正确：${error.message}`,
      cause: error,
    })
  }
}

type ByWechatPhone = { openid: string; wechatPhoneCode: string; idTail: string | undefined }

/**
 * WeChat says which phone its user has, not that the phone is still in the same hands: numbers go to somebody else (decision 64), and
 * who had one before may still have it in WeChat. So the document is always asked for.
 */
async function openByWechatPhone(
  actor: PublicActor,
  { openid, wechatPhoneCode, idTail = '' }: ByWechatPhone,
): Promise<TokensDto> {
  const phone = await wechatPhone(wechatPhoneCode)
  const owner = await findAccountByPhone(db(), phone)
  if (!owner) throw notRegistered()
  await requireDocument(owner, idTail)
  return transact(async (tx) => {
    // Row lock until the commit: the phone has not gone to another account since.
    const [account] = await rowsOf(tx, accountRow)`
      SELECT id FROM account WHERE id = ${owner.id}::uuid AND "phoneIndex" = ${phoneIndexOf(phone)} FOR SHARE`
    if (!account) throw notRegistered()
    return open(tx, actor, account.id, 'wechat-phone', openid)
  })
}

/** Told to whoever WeChat says has the phone, and to nobody else. */
function notRegistered(): AppError {
  const message = '微信绑定的手机号还没有注册，请先注册，或用注册时的手机号和验证码登录'
  return new AppError('INVALID_CREDENTIALS', {
    detail: message,
    errors: [{ path: 'wechatPhoneCode', code: 'PHONE_NOT_REGISTERED', message }],
  })
}

async function openByWechat(actor: PublicActor, openid: string): Promise<TokensDto> {
  return transact(async (tx) => {
    // Row lock until the commit: a concurrent password reset or unlinking runs entirely before or after.
    const [account] = await rowsOf(tx, accountRow)`
      SELECT id FROM account WHERE "wechatIndex" = ${wechatIndexOf(openid)} FOR SHARE`
    if (!account) throw notLinked()
    return open(tx, actor, account.id, 'wechat', null)
  })
}

/** Of a person of WeChat without an account. */
export function notLinked(): AppError {
  const message = '该微信还没有关联账号，请先用手机号登录'
  return new AppError('INVALID_CREDENTIALS', {
    detail: message,
    errors: [{ path: 'wechatCode', code: 'WECHAT_NOT_LINKED', message }],
  })
}

/** @param openid to be linked to the account */
async function open(
  tx: Tx,
  actor: PublicActor,
  accountId: string,
  by: string,
  openid: string | null,
): Promise<TokensDto> {
  if (openid) await linkWechat(tx, actor, accountId, openid)
  const { sessionId, ...tokens } = await openTokens(tx, { accountId })
  const subject = { subjectType: 'account', subjectId: accountId }
  await audit(tx, actor, { action: 'session.open', ...subject, details: { sessionId, by } })
  return tokens
}
