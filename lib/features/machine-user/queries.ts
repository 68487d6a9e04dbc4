import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { maskName, maskPhone } from '@/lib/core/mask'
import { db } from '@/lib/server/database/db'
import { decrypt } from '@/lib/server/secrets/secrets'
import type { Prisma } from '@/prisma/client'
import type { ConsoleMachineUser, MachineUserDto } from './schema'

type Row = Prisma.MachineUserGetPayload<object>

/** Those that the account has declared of a machine that it owns. @throws AppError NOT_FOUND unless it owns it now */
export async function listMachineUsers(actor: AccountActor, machineId: string) {
  const owned = await db().machine.count({ where: { id: machineId, ownerId: actor.id } })
  if (owned === 0) throw new AppError('NOT_FOUND')
  const rows = await db().machineUser.findMany({
    where: { machineId, accountId: actor.id },
    orderBy: { fromDay: 'desc' },
  })
  return { data: rows.map(machineUserView) }
}

/** In the clear: for its owner, and for an officer whose look is recorded. */
export function openMachineUser({ id, kind, type, fromDay, untilDay, ...sealed }: Row) {
  return {
    kind,
    type,
    name: decrypt('machine_user.name', id, sealed.name),
    phone: sealed.phone === null ? null : decrypt('machine_user.phone', id, sealed.phone),
    from: dayOf(fromDay),
    until: untilDay && dayOf(untilDay),
  }
}

export function machineUserView(row: Row): MachineUserDto {
  const { phone, ...open } = openMachineUser(row)
  return { id: row.id, ...open, phoneMasked: phone && maskPhone(phone) }
}

/** For officers of the machine's area. @param ownerId who owns it now */
export function maskedUsers(rows: readonly Row[], ownerId: string): ConsoleMachineUser[] {
  return rows.map((row) => {
    const user = machineUserView(row)
    const name = user.type === 'PERSON' ? maskName(user.name) : user.name
    return { ...user, name, byOwnerNow: row.accountId === ownerId }
  })
}

/** A date of the database as `YYYY-MM-DD`. */
const dayOf = (date: Date): string => date.toISOString().slice(0, 10)
