import type { PublicActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit'
import { db, type Tx, transact } from '@/lib/server/db'
import { verifyPassword } from '@/lib/server/password'
import { findAccountByPhone, phoneIndexOf } from '../queries'
import type { OpenSessionInput, TokensDto } from '../schema'
import { checkCode, consumeCode } from './codes'
import { openTokens } from './session-tokens'
import { locked, refuseSignIn, requireUnlocked } from './sign-in-lock'

/**
 * POST /sessions: signs in by phone and password, or by phone and a code (purpose LOGIN). A phone that nobody
 * registered is refused with the same answer, after the same work, and locks likewise.
 * @returns the tokens of a new session
 * @throws AppError INVALID_CREDENTIALS; LOCKED after too many wrong passwords (a code still signs in)
 */
export async function openSession(actor: PublicActor, input: OpenSessionInput): Promise<TokensDto> {
  const { phone, password, code } = input
  // The schema let nothing through without them.
  if (phone && password) return openByPassword(actor, phone, password)
  if (phone && code) return openByCode(actor, phone, code)
  throw new AppError('INVALID_CREDENTIALS')
}

async function openByPassword(actor: PublicActor, phone: string, password: string): Promise<TokensDto> {
  const account = await findAccountByPhone(db(), phone)
  const subject = { accountId: account?.id ?? null, phoneIndex: phoneIndexOf(phone) }
  await requireUnlocked(subject)
  const right = await verifyPassword(account?.passwordHash ?? null, password)
  if (!account || !right) return refuseSignIn(subject)
  return transact(async (tx) => {
    // Guarded: a lock that began while the password was looked at holds for this try as well.
    const { count } = await tx.account.updateMany({
      where: {
        id: account.id,
        passwordHash: account.passwordHash,
        OR: [{ lockedUntil: null }, { lockedUntil: { lte: new Date() } }],
      },
      data: { failedAttempts: 0, lockedUntil: null },
    })
    if (count !== 1) throw await meanwhileLocked(tx, account.id)
    return open(tx, actor, account.id, 'password')
  })
}

async function openByCode(actor: PublicActor, phone: string, code: string): Promise<TokensDto> {
  try {
    const proof = await checkCode(phone, 'LOGIN', code)
    return await transact(async (tx) => {
      const account = await findAccountByPhone(tx, phone)
      await consumeCode(tx, proof)
      if (!account) throw new AppError('INVALID_CREDENTIALS')
      return open(tx, actor, account.id, 'code')
    })
  } catch (error) {
    // The contract knows one refusal of a sign-in.
    if (!(error instanceof AppError) || error.code !== 'CODE_INVALID') throw error
    throw new AppError('INVALID_CREDENTIALS', {
      detail: '手机号或验证码不正确，或验证码已失效',
      cause: error,
    })
  }
}

async function open(tx: Tx, actor: PublicActor, accountId: string, by: string): Promise<TokensDto> {
  const { sessionId, ...tokens } = await openTokens(tx, accountId)
  const subject = { subjectType: 'account', subjectId: accountId }
  await audit(tx, actor, { action: 'session.open', ...subject, details: { sessionId, by } })
  return tokens
}

async function meanwhileLocked(tx: Tx, id: string): Promise<AppError> {
  const { lockedUntil } = await tx.account.findUniqueOrThrow({ where: { id } })
  return lockedUntil && lockedUntil > new Date() ? locked(lockedUntil) : new AppError('INVALID_CREDENTIALS')
}
