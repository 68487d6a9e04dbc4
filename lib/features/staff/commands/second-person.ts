import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { askSecondPerson } from '@/lib/features/second-person/commands/ask'
import { lapseActs } from '@/lib/features/second-person/commands/lapse'
import { takeBack } from '@/lib/features/second-person/commands/take-back'
import { canAnotherConfirm } from '@/lib/features/second-person/queries/confirmers'
import { needsSecondPerson } from '@/lib/features/second-person/queries/needs'
import { staffSeen } from '@/lib/features/second-person/queries/subjects'
import type { ActPayload } from '@/lib/features/second-person/schema'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { ROLE_LABELS } from '../schema/staff'
import { auditStaff, keepASecurityAdministrator, type Target, targetOf } from './guard'
import { endClaimsOf } from './lapse-claims'
import { endSessions } from './open-session'

/**
 * What gives an account power (docs/decisions/0058): it is made, has another role or bureau, new credentials, or works again.
 * Where the rule asks for a second person, such an account is left disabled, and one act of the kind ENABLE_STAFF waits. Neither
 * password nor secret is in it.
 */
const kind = 'ENABLE_STAFF' as const

const waitingRow = z.object({ id: z.uuid(), askedById: z.uuid() })
type Waiting = z.output<typeof waitingRow>
export type Account = { person: Target; waiting: Waiting | null }

/**
 * The account and the request about it, locked: whoever changes or confirms the same account waits until this transaction ends.
 * All take their locks in this order: security administrators, request, account.
 * @throws AppError NOT_FOUND outside the area; STATE_CONFLICT for the actor themselves, or once they were disabled
 */
export async function lockAccount(tx: Tx, actor: StaffActor, id: string): Promise<Account> {
  await targetOf(tx, actor, id)
  await keepASecurityAdministrator(tx, actor, id)
  await lapseActs(tx, { kind, subjectId: id })
  const [waiting] = await rowsOf(tx, waitingRow)`
    SELECT id, "askedById" FROM pending_act
    WHERE kind = 'ENABLE_STAFF' AND "subjectId" = ${id}::uuid AND state = 'WAITING' FOR NO KEY UPDATE`
  await tx.$queryRaw`SELECT 1 FROM staff WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  return { person: await targetOf(tx, actor, id), waiting: waiting ?? null }
}

/** AT_ONCE: the rule asks for nobody. ALONE: it does, and there is nobody. */
export type Grant = 'AT_ONCE' | 'ALONE' | 'WAITS'

/**
 * How an account of this division gets power. While nobody but the actor could confirm, a further security administrator is made
 * by the actor alone: who else should be the second person.
 * @param id the account itself, which confirms nothing
 * @param founding the account is a new one of a security administrator
 * @throws AppError STATE_CONFLICT when the rule asks for a second person and there is none
 */
export async function grantOf(
  tx: Tx,
  actor: StaffActor,
  { divisionCode, id, founding = false }: { divisionCode: string; id?: string; founding?: boolean },
): Promise<Grant> {
  if (!(await needsSecondPerson(tx, kind, divisionCode))) return 'AT_ONCE'
  const not = id ? [actor.id, id] : [actor.id]
  if (await canAnotherConfirm(tx, { kind, divisionCode, not })) return 'WAITS'
  if (founding) return 'ALONE'
  throw new AppError('STATE_CONFLICT', { detail: NOBODY })
}

const NOBODY =
  '规则要求由另一位安全管理员确认，目前没有其他安全管理员管辖该机构。请先新增一名安全管理员，再办理；或者请系统管理员在“规则”页取消人员账号的第二人确认。'

/**
 * After a change that gives power, in its transaction: an account that worked, or waited already, waits for a second person where
 * the rule asks for one. The actor's own earlier request is taken back, since it was about something else. A disabled account
 * gains nothing, and nobody is asked.
 * @param account as it was before the change
 * @param what the change in words, for the second person
 * @throws AppError STATE_CONFLICT when there is no second person, or another's request about the account waits
 */
export async function grant(tx: Tx, actor: StaffActor, account: Account, what: string): Promise<void> {
  const { person, waiting } = account
  if (person.disabledAt && !waiting) return
  const { bureau } = await tx.staff.findUniqueOrThrow({ where: { id: person.id }, include: { bureau: true } })
  const { divisionCode } = bureau
  if ((await grantOf(tx, actor, { divisionCode, id: person.id })) === 'AT_ONCE') return
  if (waiting?.askedById === actor.id) await takeBack(tx, actor, waiting.id)
  await askToEnable(tx, actor, person.id, what)
}

/** Leaves the account disabled, ends its sessions and claims, and asks. @throws AppError STATE_CONFLICT when a request waits */
export async function askToEnable(tx: Tx, actor: StaffActor, id: string, what: string): Promise<void> {
  await tx.staff.updateMany({ where: { id, disabledAt: null }, data: { disabledAt: new Date() } })
  await endSessions(tx, { staffId: id }, 'DISABLED')
  await endClaimsOf(tx, id, 'DISABLED')
  const person = await tx.staff.findUniqueOrThrow({ where: { id }, include: { bureau: true } })
  const { name, username, role, bureau } = person
  await askSecondPerson(tx, actor, {
    kind,
    subjectId: id,
    label: `${name}（${username}）`,
    divisionCode: bureau.divisionCode,
    version: null,
    payload: staffSeen(person),
    reason: `${what}：${ROLE_LABELS[role]}，${bureau.name}`,
  })
}

type Enabling = { id: string; seen: ActPayload<'ENABLE_STAFF'>; askedBy: string }

/**
 * The second person's word: the account works, if it is still as it was when it was asked for.
 * @throws AppError NOT_FOUND outside the area; VERSION_CONFLICT
 */
export async function enable(tx: Tx, actor: StaffActor, { id, seen, askedBy }: Enabling): Promise<void> {
  const { bureau } = await targetOf(tx, actor, id)
  const { count } = await tx.staff.updateMany({
    where: { id, ...seen, disabledAt: { not: null } },
    data: { disabledAt: null },
  })
  if (count !== 1) throw new AppError('VERSION_CONFLICT')
  // The issued password could not be used until now: its time begins.
  await tx.staff.updateMany({
    where: { id, passwordIssuedAt: { not: null } },
    data: { passwordIssuedAt: new Date() },
  })
  await tx.signInTries.deleteMany({ where: { staffId: id } })
  await auditStaff(tx, actor, 'enable', { id, ...bureau }, { askedBy })
}
