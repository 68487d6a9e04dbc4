import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { AccountActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { chinaDay } from '@/lib/core/clock'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact, violates } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { encrypt } from '@/lib/server/secrets/secrets'
import { machineUserView } from '../queries'
import type { MachineUserChange, MachineUserDto, MachineUserInput } from '../schema'

/** Of one machine: more are no history, but a list of people. */
const MOST = 100

/**
 * POST /machines/{id}/users. Sealed; the audit row has neither name nor phone.
 * @throws AppError NOT_FOUND unless the account owns the machine; INVALID at `until` before `from`, or open after a cancellation, at `from` for a period that
 *   overlaps another
 */
export function addMachineUser(
  actor: AccountActor,
  machineId: string,
  input: MachineUserInput,
): Promise<MachineUserDto> {
  requireOrder(input)
  return withOverlap(() =>
    transact(async (tx) => {
      const { districtCode, cancelled } = await lockOwn(tx, actor, machineId)
      if (cancelled) requireOver(input.until)
      const own = { machineId, accountId: actor.id }
      if ((await tx.machineUser.count({ where: own })) >= MOST)
        throw new AppError('STATE_CONFLICT', {
          detail: `一台机械最多填报 ${MOST} 名使用人，请先删除不再需要的`,
        })
      const id = randomUUID()
      const row = await tx.machineUser.create({
        data: {
          id,
          ...own,
          kind: input.kind,
          type: input.type,
          ...sealed(id, input),
          fromDay: new Date(input.from),
          untilDay: input.until === null ? null : new Date(input.until),
        },
      })
      await record(tx, actor, 'machine.add-user', machineId, districtCode)
      return machineUserView(row)
    }),
  )
}

/**
 * PATCH /machines/{id}/users/{userId}: corrects it, or ends it.
 * @throws AppError as above
 */
export function changeMachineUser(
  actor: AccountActor,
  { id: machineId, userId }: { id: string; userId: string },
  { from, until, name, phone, ...plain }: MachineUserChange,
): Promise<MachineUserDto> {
  return withOverlap(() =>
    transact(async (tx) => {
      const { districtCode, cancelled } = await lockOwn(tx, actor, machineId)
      const before = await tx.machineUser.findFirst({
        where: { id: userId, machineId, accountId: actor.id },
      })
      if (!before) throw new AppError('NOT_FOUND')
      const { from: oldFrom, until: oldUntil } = machineUserView(before)
      const newUntil = until === undefined ? oldUntil : until
      requireOrder({ from: from ?? oldFrom, until: newUntil })
      if (cancelled) requireOver(newUntil)
      const row = await tx.machineUser.update({
        where: { id: userId },
        data: {
          ...plain,
          ...sealed(userId, { name, phone }),
          ...(from === undefined ? {} : { fromDay: new Date(from) }),
          ...(until === undefined ? {} : { untilDay: until === null ? null : new Date(until) }),
        },
      })
      await record(tx, actor, 'machine.change-user', machineId, districtCode)
      return machineUserView(row)
    }),
  )
}

/** DELETE /machines/{id}/users/{userId}: a wrong entry is removed as a whole. @throws AppError NOT_FOUND */
export function deleteMachineUser(
  actor: AccountActor,
  { id: machineId, userId }: { id: string; userId: string },
): Promise<void> {
  return transact(async (tx) => {
    const { districtCode } = await lockOwn(tx, actor, machineId)
    const where = { id: userId, machineId, accountId: actor.id }
    const { count } = await tx.machineUser.deleteMany({ where })
    if (count !== 1) throw new AppError('NOT_FOUND')
    await record(tx, actor, 'machine.delete-user', machineId, districtCode)
  })
}

function sealed<Given extends { name?: string | undefined; phone?: string | null | undefined }>(
  id: string,
  { name, phone }: Given,
) {
  return {
    ...(name === undefined ? {} : { name: encrypt('machine_user.name', id, name) }),
    ...(phone === undefined
      ? {}
      : { phone: phone === null ? null : encrypt('machine_user.phone', id, phone) }),
  } as { name: string; phone: string | null }
}

type Act = 'machine.add-user' | 'machine.change-user' | 'machine.delete-user'

function record(
  tx: Parameters<typeof audit>[0],
  actor: AccountActor,
  action: Act,
  machineId: string,
  districtCode: string | null,
): Promise<void> {
  return audit(tx, actor, { action, subjectType: 'machine', subjectId: machineId, districtCode })
}

const lockedRow = z.object({ districtCode: z.string().nullable(), cancelled: z.boolean() })

/**
 * Its owner and its registration stay as they are meanwhile: another owner and a cancellation end what is open (a trigger).
 * @throws AppError NOT_FOUND unless the account owns it now
 */
async function lockOwn(tx: Tx, actor: AccountActor, machineId: string) {
  const [row] = await rowsOf(tx, lockedRow)`
    SELECT "districtCode", status = 'CANCELLED' AS cancelled FROM machine
    WHERE id = ${machineId}::uuid AND "ownerId" = ${actor.id}::uuid FOR SHARE`
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

/** Of a machine whose registration is cancelled. */
function requireOver(until: string | null): void {
  if (until === null || until > chinaDay(new Date()))
    throw fieldError('until', '该机械的登记已注销，使用期须已经结束，请填写结束日期', 'CANCELLED')
}

function requireOrder({ from, until }: { from: string; until: string | null }): void {
  if (until !== null && until < from) throw fieldError('until', '结束日期不能早于开始日期', 'ORDER')
}

/** The database alone sees what another call is about to declare. */
async function withOverlap<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (violates(error, 'machine_user_apart'))
      throw fieldError('from', '与已填报的另一名使用人的使用期重叠，请先结束前一名，或改日期', 'OVERLAP')
    throw error
  }
}
