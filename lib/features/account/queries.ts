import { roleMay } from '@/lib/core/access'
import type { AccountActor, StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { normaliseIdNumber } from '@/lib/core/id-number'
import {
  documentKey,
  documentNumberLabel,
  type IdentityDocument,
  registeredDocument,
} from '@/lib/core/identity-document'
import { HIDDEN_ID_NUMBER, maskIdNumber, maskName } from '@/lib/core/mask'
import { normalisePhone } from '@/lib/core/phone'
import type { Proof } from '@/lib/core/proof'
import { db, type Tx } from '@/lib/server/database/db'
import { hasPassword } from '@/lib/server/secrets/password'
import { maskedPhone, openIdNumber } from '@/lib/server/secrets/personal'
import { blindIndex, tokenHash } from '@/lib/server/secrets/secrets'
import { isIdNumberDoubtful } from './rules'
import type { AccountDto, MeDto, Party, TicketHolder } from './schema'

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

type Documented = { type: 'PERSON' | 'UNIT'; documentKind: IdentityDocument | null; idNumberIndex: string }

/** Whether a number, as somebody has typed it, is that of the account's document. */
export function hasDocument({ type, documentKind, idNumberIndex }: Documented, typed: string): boolean {
  const number = normaliseIdNumber(typed)
  return idNumberIndex === documentIndex(documentKind ?? registeredDocument(type, number), number)
}

/** The blind index of a document's number, by which it is found and unique. */
export function documentIndex(kind: IdentityDocument, number: string): string {
  return blindIndex('id', documentKey(kind, number))
}

/** The blind index of a WeChat openid. */
export function wechatIndexOf(openid: string): string {
  return blindIndex('wechat', openid)
}

type StoredProof = { provedAt: Date | null; provedHow: Proof['how'] }
type Stored = StoredProof & {
  id: string
  type: AccountDto['type']
  name: string
  documentKind: IdentityDocument | null
  idNumber: string
  phone: string | null
  wechatIndex: string | null
}

type StoredNumber = { contestedIndex: string | null; numberLostAt: Date | null }

/** What is known of who stands behind an account. */
export function proofOf({ provedAt, provedHow }: StoredProof): Proof {
  return { level: provedAt ? 'PROVED' : 'UNPROVED', how: provedHow, at: provedAt?.toISOString() ?? null }
}

/** A row as its owner sees it: numbers masked. */
export function toAccountDto(row: Stored & StoredNumber): AccountDto {
  const { id, type, name, documentKind, wechatIndex } = row
  return {
    id,
    type,
    name,
    idNumberMasked: maskIdNumber(openIdNumber(row)),
    documentKind,
    phoneMasked: maskedPhone(row),
    wechatLinked: wechatIndex !== null,
    proof: proofOf(row),
    numberState: row.numberLostAt ? 'LOST' : row.contestedIndex ? 'CONTESTED' : 'OWN',
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
  const { id, type, name, documentKind } = row
  const plain = openIdNumber(row)
  return {
    id,
    type,
    name,
    idNumberMasked: idNumberFor(viewer, plain),
    documentKind,
    documentLabel: documentNumberLabel(documentKind, type),
    phoneMasked: maskedPhone(row),
    idNumberDoubtful: isIdNumberDoubtful(type, plain),
    proof: proofOf(row),
  }
}

/**
 * GET /me.
 * @throws AppError UNAUTHENTICATED when the account is gone
 */
export async function getMe(actor: AccountActor): Promise<MeDto> {
  const row = await db().account.findUnique({ where: { id: actor.id } })
  if (!row) throw new AppError('UNAUTHENTICATED')
  const own = actor.person
    ? await db().account.findUniqueOrThrow({ where: { id: actor.person.id }, select: { passwordHash: true } })
    : row
  return { ...toAccountDto(row), unitRole: actor.unitRole, hasPassword: hasPassword(own) }
}

/** Only the hash of a ticket is stored. */
export function ticketHash(ticket: string): string {
  return tokenHash(`ticket:${ticket}`)
}

/** Unknown, used and expired tickets are told alike. */
export function ticketInvalid(): AppError {
  const message = '登录凭证已使用或已过期，请从小程序重新进入，或用手机号登录'
  return new AppError('INVALID_CREDENTIALS', {
    detail: message,
    errors: [{ path: 'ticket', code: 'TICKET_INVALID', message }],
  })
}

/**
 * POST /sessions/tickets/look: whose ticket it is, masked, without using it up. The question 以 … 登录？ is asked with it.
 * @throws AppError INVALID_CREDENTIALS when it is unknown, was used, or is older than a minute
 */
export async function findTicketHolder(ticket: string): Promise<TicketHolder> {
  const now = new Date()
  const row = await db().sessionTicket.findFirst({
    where: { hash: ticketHash(ticket), usedAt: null, expiresAt: { gt: now } },
    select: { expiresAt: true, account: { select: { id: true, name: true, phone: true } } },
  })
  if (!row) throw ticketInvalid()
  const { account, expiresAt } = row
  return {
    accountId: account.id,
    nameMasked: maskName(account.name),
    phoneMasked: maskedPhone(account),
    expiresInSeconds: Math.ceil((expiresAt.getTime() - now.getTime()) / 1000),
  }
}
