import { idTailText } from '@/lib/core/id-number'
import { documentKey, type IdentityDocument, registeredDocument } from '@/lib/core/identity-document'
import { blindIndex, encrypt } from '@/lib/server/secrets/secrets'
import type { Prisma, PrismaClient } from '../client'
import { newPersonNumber, newPhone, newUnitNumber } from './identity'
import { factoryPasswordHash } from './password'
import { idAt } from './sequence'

export type AccountSeed = {
  type?: 'PERSON' | 'UNIT'
  name?: string
  idNumber?: string
  /** Of the number given; absent: as a registration that says none. */
  documentKind?: IdentityDocument
  phone?: string
  passwordHash?: string
  createdAt?: Date
  /** False: nobody has proved who stands behind it, as right after a registration. */
  proved?: boolean
}

/** An account with what the database keeps encrypted, in the clear. */
export type MadeAccount = {
  id: string
  type: 'PERSON' | 'UNIT'
  name: string
  idNumber: string
  phone: string
}

/** The row of an account as registration writes it, and the identity service has proved it. */
export async function accountRow(
  seed: AccountSeed = {},
): Promise<MadeAccount & { row: Prisma.AccountCreateManyInput }> {
  const type = seed.type ?? 'PERSON'
  const idNumber = seed.idNumber ?? (type === 'PERSON' ? newPersonNumber() : newUnitNumber())
  const phone = seed.phone ?? newPhone()
  const name =
    seed.name ?? (type === 'PERSON' ? `机主${phone.slice(-6)}` : `北京第${phone.slice(-6)}机械有限公司`)
  const createdAt = seed.createdAt ?? new Date()
  const id = idAt(createdAt)
  const documentKind = seed.documentKind ?? registeredDocument(type, idNumber)
  const row = {
    id,
    type,
    name,
    documentKind,
    idNumber: encrypt('account.idNumber', id, idNumber),
    idNumberIndex: blindIndex('id', documentKey(documentKind, idNumber)),
    idTailIndex: blindIndex('id-tail', idTailText(idNumber, name)),
    phone: encrypt('account.phone', id, phone),
    phoneIndex: blindIndex('phone', phone),
    passwordHash: seed.passwordHash ?? (await factoryPasswordHash()),
    createdAt,
    ...(seed.proved === false ? {} : { provedAt: createdAt, provedHow: 'IDENTITY_SERVICE' as const }),
  }
  return { id, type, name, idNumber, phone, row }
}

/** A registered owner; signs in with FACTORY_PASSWORD unless a hash is given. */
export async function makeAccount(db: PrismaClient, seed: AccountSeed = {}): Promise<MadeAccount> {
  const { row, ...account } = await accountRow(seed)
  await db.account.create({ data: row })
  return account
}
