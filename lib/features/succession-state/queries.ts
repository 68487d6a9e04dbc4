import type { AccountActor } from '@/lib/core/actor'
import { maskName } from '@/lib/core/mask'
import { db, type Tx } from '@/lib/server/database/db'
import { decrypt } from '@/lib/server/secrets/secrets'
import { lastDayOf, OPEN_STATUSES } from './rules/actions'
import type { OpenSuccession } from './schema'

type Reader = Pick<Tx, 'succession'>

/** A unit's name is public, a person's is masked. */
export const shownName = ({ type, name }: { type: 'PERSON' | 'UNIT'; name: string }): string =>
  type === 'UNIT' ? name : maskName(name)

/** The counter that takes objections: the bureau of whoever filed it. */
export const OFFICE = {
  select: { officeName: true, address: true, phone: true, hours: true },
} as const

/** What is open on a machine of the account, for its owner; null: nothing. */
export async function findOpenSuccession(
  reader: Reader,
  actor: AccountActor,
  machineId: string,
): Promise<OpenSuccession | null> {
  const row = await reader.succession.findFirst({
    where: { machineId, fromId: actor.id, status: { in: [...OPEN_STATUSES] } },
    include: {
      to: { select: { type: true, name: true } },
      filedBy: { select: { bureau: OFFICE } },
      objections: { where: { accountId: actor.id }, select: { id: true, at: true, text: true } },
    },
  })
  if (!row || (row.status !== 'WAITING' && row.status !== 'OBJECTED')) return null
  const { officeName: name, address, phone, hours } = row.filedBy.bureau
  const [own] = row.objections
  return {
    id: row.id,
    status: row.status,
    ground: row.ground,
    successor: shownName(row.to),
    filedAt: row.filedAt.toISOString(),
    lastDay: lastDayOf(row.ripeAt),
    office: { name, address, phone, hours },
    objection: own
      ? { at: own.at.toISOString(), text: decrypt('succession_objection.text', own.id, own.text) }
      : null,
  }
}

/** For the copy of the own data: all that concern the account, oldest first. */
export async function listSuccessionsInFull(accountId: string) {
  const rows = await db().succession.findMany({
    where: { OR: [{ fromId: accountId }, { toId: accountId }] },
    include: {
      machine: { select: { registrationNumber: true } },
      objections: { where: { accountId }, select: { id: true, text: true } },
    },
    orderBy: { filedAt: 'asc' },
  })
  return rows.map(({ id, machine, ground, status, filedAt, endedAt, toId, reason, objections: [own] }) => ({
    registrationNumber: machine.registrationNumber,
    role: toId === accountId ? '新机主' : '原机主',
    ground,
    status,
    filedAt,
    endedAt,
    reason: reason === null ? null : decrypt('succession.reason', id, reason),
    objection: own ? decrypt('succession_objection.text', own.id, own.text) : null,
  }))
}
