import type { StaffActor } from '@/lib/core/actor'
import { areaFilter } from '@/lib/core/area'
import { documentKeys } from '@/lib/core/identity-document'
import { audit } from '@/lib/server/audit/audit'
import { areaSql } from '@/lib/server/database/area-sql'
import { transact } from '@/lib/server/database/db'
import { blindIndex } from '@/lib/server/secrets/secrets'
import { Prisma } from '@/prisma/client'
import type { SearchText } from '../../rules/search-text'
import { machineConditions } from './conditions'
import { type Extent, type Plan, type SearchScope, SORTABLE, sortedPlan } from './plan'
import { all } from './sql'

type Personal = Extract<SearchText, { meaning: 'PHONE' | 'ID_NUMBER' }>

/** Machines of the owners of a phone or ID number. */
export function planByOwners(ownerIds: string[], { area, filter, order }: SearchScope, extent: Extent): Plan {
  const collected = Prisma.sql`
    SELECT ${SORTABLE} FROM machine m
    WHERE m."ownerId" = ANY(${ownerIds}::uuid[]) AND ${areaSql(areaFilter(area), 'm')}
      AND ${all(machineConditions(filter))}`
  return sortedPlan(collected, order, extent)
}

/**
 * The owners of a complete phone or ID number, by its blind index: a registered account, and holders from older registers
 * (docs/decisions/0024). Every look-up is audited, successful or not, without the digits: this exposes an officer who
 * tries out numbers.
 */
export function findOwnersOnRecord(actor: StaffActor, text: Personal): Promise<string[]> {
  return transact(async (tx) => {
    const where =
      text.meaning === 'PHONE'
        ? { phoneIndex: blindIndex('phone', text.phone) }
        : { idNumberIndex: { in: documentKeys(text.idNumber).map((key) => blindIndex('id', key)) } }
    const owners = await tx.account.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } })
    await audit(tx, actor, {
      action: text.meaning === 'PHONE' ? 'machine.search-phone' : 'machine.search-id',
      subjectType: 'account',
      subjectId: owners[0]?.id ?? 'unknown',
      districtCode: actor.divisionCode,
      details: {
        found: owners.length > 0,
        ...(owners.length > 1 ? { owners: owners.map(({ id }) => id) } : {}),
      },
    })
    return owners.map(({ id }) => id)
  })
}
