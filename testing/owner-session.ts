import { randomUUID } from 'node:crypto'
import { signAccessToken } from '@/lib/server/session/account-session'
import type { PrismaClient } from '@/prisma/client'
import { type AccountSeed, type MadeAccount, makeAccount } from '@/prisma/factories/account'

export type OwnerSession = MadeAccount & { token: string }

/** A signed-in owner: `token` is the access token. */
export async function ownerSession(db: PrismaClient, seed: AccountSeed = {}): Promise<OwnerSession> {
  const account = await makeAccount(db, seed)
  const session = { id: randomUUID(), accountId: account.id, expiresAt: new Date(Date.now() + 3_600_000) }
  await db.accountSession.create({ data: session })
  return { ...account, token: await signAccessToken(account.id, session.id) }
}

/** An access token with which a person acts for a unit. */
export async function actingToken(db: PrismaClient, unitId: string, personId: string): Promise<string> {
  const session = {
    id: randomUUID(),
    accountId: unitId,
    personId,
    expiresAt: new Date(Date.now() + 3_600_000),
  }
  await db.accountSession.create({ data: session })
  return signAccessToken(unitId, session.id)
}
