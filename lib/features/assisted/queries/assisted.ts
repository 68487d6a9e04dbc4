import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { documentNumberLabel } from '@/lib/core/identity-document'
import { getOwnFiling } from '@/lib/features/filing/queries/owner'
import { db } from '@/lib/server/database/db'
import { maskedPhone } from '@/lib/server/secrets/personal'
import type { AssistedFiling } from '../schema'
import { newestStatement, statementOf } from './statement'

/** Names of staff in the order of the ids. */
async function staffNames(ids: readonly string[]): Promise<string[]> {
  const rows = await db().staff.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true },
  })
  const byId = new Map(rows.map(({ id, name }) => [id, name]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/**
 * An assisted filing with what the counter needs beside it. No digit of the owner's document.
 * @throws AppError NOT_FOUND unless it was entered at a counter of the officer's area
 */
export async function getAssisted(actor: StaffActor, id: string): Promise<AssistedFiling> {
  const filing = await getOwnFiling(actor, id)
  const { owner, assistantIds } = await db().filing.findUniqueOrThrow({
    where: { id },
    select: {
      assistantIds: true,
      owner: {
        select: { type: true, name: true, documentKind: true, registeredAt: true, counterOwner: true },
      },
    },
  })
  const { contactName, contactRelation, contactPhone } = owner.counterOwner ?? {}
  return {
    filing,
    owner: {
      type: owner.type,
      name: owner.name,
      documentLabel: documentNumberLabel(owner.documentKind, owner.type),
      registered: owner.registeredAt !== null,
    },
    contact:
      contactName && contactRelation && contactPhone
        ? { name: contactName, relation: contactRelation, phoneMasked: maskedPhone(contactPhone) }
        : null,
    enteredBy: await staffNames(assistantIds),
    statement: statementOf(await newestStatement(db(), id), filing),
  }
}

/** @throws AppError NOT_FOUND as getAssisted, and where the owner has named no contact */
export async function contactPhoneOf(actor: StaffActor, id: string): Promise<string> {
  const filing = await getOwnFiling(actor, id)
  const found = await db().counterOwner.findUnique({ where: { accountId: filing.filerId } })
  if (!found?.contactPhone) throw new AppError('NOT_FOUND')
  return found.contactPhone
}
