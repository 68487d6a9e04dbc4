import { roleMay } from '@/lib/core/access'
import type { AccountActor, StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { HIDDEN_ID_NUMBER, maskIdNumber } from '@/lib/core/mask'
import { normalisePhone } from '@/lib/core/phone'
import { db, type Tx } from '@/lib/server/database/db'
import { maskedPhone, openIdNumber } from '@/lib/server/secrets/personal'
import { blindIndex } from '@/lib/server/secrets/secrets'
import { isIdNumberDoubtful } from './rules'
import type { AccountDto, Party } from './schema'

type Reader = Pick<Tx, 'account'>

/** The blind index of a phone, in any spelling. */
export function phoneIndexOf(phone: string): string {
  return blindIndex('phone', normalisePhone(phone))
}

/** The registered account of a phone in any spelling, or null; a contact phone from an older register does not count. */
export function findAccountByPhone(reader: Reader, phone: string) {
  const where = { phoneIndex: phoneIndexOf(phone), registeredAt: { not: null } }
  return reader.account.findFirst({ where })
}

/** The blind index of a WeChat openid. */
export function wechatIndexOf(openid: string): string {
  return blindIndex('wechat', openid)
}

type Stored = {
  id: string
  type: AccountDto['type']
  name: string
  idNumber: string
  phone: string | null
  wechatIndex: string | null
}

/** A row as its owner sees it: numbers masked. */
export function toAccountDto(row: Stored): AccountDto {
  const { id, type, name, wechatIndex } = row
  return {
    id,
    type,
    name,
    idNumberMasked: maskIdNumber(openIdNumber(row)),
    phoneMasked: maskedPhone(row),
    wechatLinked: wechatIndex !== null,
  }
}

/**
 * The number of a document as this officer sees it before any reveal: masked, and not a digit of it for whoever hands
 * numbers over, who asks the collector for those digits (docs/decisions/0041).
 */
export function idNumberFor({ role }: Pick<StaffActor, 'role'>, idNumber: string): string {
  return roleMay(role, 'pickup.handOver') ? HIDDEN_ID_NUMBER : maskIdNumber(idNumber)
}

/** A row as an officer sees it: numbers masked, an invalid unit code flagged. */
export function toParty(viewer: Pick<StaffActor, 'role'>, row: Omit<Stored, 'wechatIndex'>): Party {
  const { id, type, name } = row
  const plain = openIdNumber(row)
  return {
    id,
    type,
    name,
    idNumberMasked: idNumberFor(viewer, plain),
    phoneMasked: maskedPhone(row),
    idNumberDoubtful: isIdNumberDoubtful(type, plain),
  }
}

/**
 * GET /me.
 * @throws AppError UNAUTHENTICATED when the account is gone
 */
export async function getMe(actor: AccountActor): Promise<AccountDto> {
  const row = await db().account.findUnique({ where: { id: actor.id } })
  if (!row) throw new AppError('UNAUTHENTICATED')
  return toAccountDto(row)
}
