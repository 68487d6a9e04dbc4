import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { documentNumberLabel } from '@/lib/core/identity-document'
import { maskPhone } from '@/lib/core/mask'
import { getOwnFiling } from '@/lib/features/filing/queries/owner'
import { db } from '@/lib/server/database/db'
import { decrypt } from '@/lib/server/secrets/secrets'
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
  const { contactName, contactRelation } = owner.counterOwner ?? {}
  const phone = openContactPhone(owner.counterOwner)
  return {
    filing,
    owner: {
      type: owner.type,
      name: owner.name,
      documentLabel: documentNumberLabel(owner.documentKind, owner.type),
      registered: owner.registeredAt !== null,
    },
    contact:
      contactName && contactRelation && phone
        ? { name: contactName, relation: contactRelation, phoneMasked: maskPhone(phone) }
        : null,
    enteredBy: await staffNames(assistantIds),
    statement: statementOf(await newestStatement(db(), id), filing),
  }
}

/** The phone of the contact that an owner at the counter named; null where none was. */
function openContactPhone(row: { accountId: string; contactPhone: string | null } | null): string | null {
  return row?.contactPhone ? decrypt('counter_owner.contactPhone', row.accountId, row.contactPhone) : null
}

/** @throws AppError NOT_FOUND as getAssisted, and where the owner has named no contact */
export async function contactPhoneOf(actor: StaffActor, id: string): Promise<string> {
  const filing = await getOwnFiling(actor, id)
  const phone = openContactPhone(await db().counterOwner.findUnique({ where: { accountId: filing.filerId } }))
  if (!phone) throw new AppError('NOT_FOUND')
  return phone
}
