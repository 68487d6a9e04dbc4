import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { auditMany } from '@/lib/server/audit/audit'
import { db, type Tx, transact, uniqueViolation } from '@/lib/server/database/db'
import { DOCUMENT_KINDS, type DocumentName } from '../schema'

/** The paper of a copy. `registrationNumber`, as printed on it, must still be the machine's. */
export type CopyOf = {
  machineId: string
  districtCode: string | null
  registrationNumber: string
  document: DocumentName
}

/** Concurrent copies of one paper of one machine: in each round one of them gets its number. */
const MAX_ATTEMPTS = 30

/** The number of the next copy, unless a concurrent one takes it. */
export async function nextCopyNumber({ machineId, document }: CopyOf): Promise<number> {
  const latest = await db().printCopy.aggregate({
    where: { machineId, kind: DOCUMENT_KINDS[document] },
    _max: { copyNumber: true },
  })
  return (latest._max.copyNumber ?? 0) + 1
}

/**
 * Makes a numbered copy: calls `make` with the next number, then records the copy. So a failed paper takes no number, no
 * lock or connection is held during rendering, and no paper is returned without its record. When two copies get the same
 * number, the unique index decides and the other is made again with the next.
 * @throws AppError STATE_CONFLICT when the number on the paper is no longer the machine's, or after too many lost races
 */
export async function makeCopy<T>(
  actor: StaffActor,
  copy: CopyOf,
  make: (copyNumber: number) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const copyNumber = await nextCopyNumber(copy)
    const made = await make(copyNumber)
    try {
      return await transact(async (tx) => {
        await recordCopy(tx, actor, copy, copyNumber)
        return made
      })
    } catch (error) {
      if (!isTaken(error)) throw error
    }
  }
  throw new AppError('STATE_CONFLICT', { detail: '同一文件正在多处打印，请稍后再试' })
}

/** Another copy has taken the copy number. */
export function isTaken(error: unknown): boolean {
  return uniqueViolation(error)?.includes('copyNumber') ?? false
}

/** @throws AppError as recordCopies */
function recordCopy(tx: Tx, actor: StaffActor, copy: CopyOf, copyNumber: number): Promise<void> {
  return recordCopies(tx, actor, [{ ...copy, copyNumber }])
}

/**
 * Records copies, each with its audit row; with the same statements for one and for several hundred.
 * @throws AppError STATE_CONFLICT when the number on a paper is no longer its machine's; a unique violation when another copy
 *   has taken a copy number
 */
export async function recordCopies(
  tx: Tx,
  actor: StaffActor,
  copies: readonly (CopyOf & { copyNumber: number })[],
): Promise<void> {
  const numbers = new Map(copies.map(({ machineId, registrationNumber }) => [machineId, registrationNumber]))
  const machines = await tx.machine.findMany({
    where: { id: { in: [...numbers.keys()] } },
    select: { id: true, registrationNumber: true },
  })
  const current = machines.filter(({ id, registrationNumber }) => numbers.get(id) === registrationNumber)
  if (current.length !== numbers.size)
    throw new AppError('STATE_CONFLICT', { detail: '登记号码已更新，请重新打印' })
  const printedAt = new Date()
  await tx.printCopy.createMany({
    data: copies.map(({ machineId, document, copyNumber }) => ({
      machineId,
      kind: DOCUMENT_KINDS[document],
      copyNumber,
      staffId: actor.id,
      printedAt,
    })),
  })
  await auditMany(
    tx,
    actor,
    copies.map(({ machineId, districtCode, registrationNumber, document, copyNumber }) => ({
      action: 'document.print' as const,
      subjectType: 'machine',
      subjectId: machineId,
      districtCode,
      details: { document, copyNumber, registrationNumber },
    })),
  )
}
