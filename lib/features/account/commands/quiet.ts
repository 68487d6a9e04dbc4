import { AppError, fieldError } from '@/lib/core/app-error'
import { DAY_MS } from '@/lib/core/clock'
import { idTailText } from '@/lib/core/id-number'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { db, type Tx } from '@/lib/server/database/db'
import { blindIndex } from '@/lib/server/secrets/secrets'
import { forgetTries } from '@/lib/server/session/count-tries'
import { type CodeProof, countAttempt } from './codes'
import { countDocument, refuseSignIn } from './sign-in-lock'

/** Written at most once a day and account. */
const USE_PRECISION_MS = DAY_MS

/** The account is in use: its owner has signed in, goes on in a session, or has shown a phone. */
export async function markUsed(tx: Tx, accountId: string): Promise<void> {
  const now = new Date()
  await tx.$executeRaw`
    INSERT INTO account_use AS u ("accountId", "lastAt") VALUES (${accountId}::uuid, ${now})
    ON CONFLICT ("accountId") DO UPDATE SET "lastAt" = ${now}
    WHERE u."lastAt" < ${new Date(now.getTime() - USE_PRECISION_MS)}`
}

type Row = { id: string; name: string; idTailIndex: string; phoneIndex: string | null; createdAt: Date }

/**
 * A phone number that nobody uses goes to somebody else after some months (in China after 90 days at the earliest), who then
 * gets the codes. So a code alone is not enough for an account that was quiet for the days of the setting `owner-sign-in`: the last
 * four characters of its document are asked for as well. Wrong ones count for the account, and as tries of the code.
 * @param proof of the code, which stays unused when this refuses
 * @throws AppError DOCUMENT_REQUIRED without them; INVALID at `idTail`; LOCKED after too many wrong ones
 */
export async function requireKnownOwner(
  account: Row,
  proof: CodeProof,
  idTail: string | undefined,
): Promise<void> {
  const { quietDays } = await findSetting(db(), 'owner-sign-in', null)
  const used = await db().accountUse.findUnique({ where: { accountId: account.id } })
  const lastAt = used?.lastAt ?? account.createdAt
  if (lastAt.getTime() > Date.now() - quietDays * DAY_MS) return
  if (idTail === undefined)
    throw new AppError('DOCUMENT_REQUIRED', {
      detail: `该手机号的账号已 ${quietDays} 天没有使用。手机号停用后可能换给别人，请再填写账号登记的证件号码（统一社会信用代码）后四位；证件在身边仍不能登录的，请携带原件到登记单位窗口`,
    })
  await requireDocument(account, idTail, () => countAttempt(proof))
}

/**
 * The last four characters of the document that an account has on record. Wrong ones count for the account.
 * @param onWrong runs when they are wrong, before the refusal
 * @throws AppError INVALID at `idTail`; LOCKED after too many wrong ones
 */
export async function requireDocument(
  account: Row,
  idTail: string,
  onWrong: () => Promise<void> = async () => undefined,
): Promise<void> {
  const subject = { accountId: account.id, phoneIndex: account.phoneIndex ?? '' }
  const counted = await countDocument(subject)
  if (account.idTailIndex === blindIndex('id-tail', idTailText(idTail, account.name)))
    return db().$transaction((tx) => forgetTries(tx, counted))
  await onWrong()
  await refuseSignIn(subject, counted).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'INVALID_CREDENTIALS') throw error
    throw fieldError('idTail', '证件号码后四位不正确，请核对账号登记的证件', 'ID_NUMBER_MISMATCH')
  })
}
