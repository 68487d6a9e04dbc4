import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { db, type Tx, transact, uniqueViolation } from '@/lib/server/database/db'
import { DOCUMENT_KINDS, type DocumentName } from '../schema'

/** What a copy is of. `registrationNumber` is what stands on the paper: it must still be the machine's. */
type CopyOf = {
  machineId: string
  districtCode: string | null
  registrationNumber: string
  document: DocumentName
}

/** Copies of one paper of one machine made in the same moment; each round one of them gets its number. */
const TRIES = 30

/** The number that the next copy will have, if nobody else makes one meanwhile. */
async function nextCopyNumber({ machineId, document }: CopyOf): Promise<number> {
  const latest = await db().printCopy.aggregate({
    where: { machineId, kind: DOCUMENT_KINDS[document] },
    _max: { copyNumber: true },
  })
  return (latest._max.copyNumber ?? 0) + 1
}

/**
 * Makes a numbered copy: `make` with the next number first, the record after it. So a paper that could not be made
 * takes no number, no lock or connection is held while it is drawn, and no paper leaves without its record. Where two
 * get the same number the unique index decides, and the other makes its paper anew with the next.
 * @throws AppError STATE_CONFLICT when the number on the paper is no longer the machine's, or after many lost races
 */
export async function makeCopy<T>(
  actor: StaffActor,
  copy: CopyOf,
  make: (copyNumber: number) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const copyNumber = await nextCopyNumber(copy)
    const made = await make(copyNumber)
    try {
      return await transact(async (tx) => {
        await record(tx, actor, copy, copyNumber)
        return made
      })
    } catch (error) {
      if (!uniqueViolation(error)?.includes('copyNumber')) throw error
    }
  }
  throw new AppError('STATE_CONFLICT', { detail: '同一文件正在多处打印，请稍后再试' })
}

async function record(tx: Tx, actor: StaffActor, copy: CopyOf, copyNumber: number): Promise<void> {
  const { machineId, districtCode, registrationNumber, document } = copy
  const current = await tx.machine.count({ where: { id: machineId, registrationNumber } })
  if (current !== 1) throw new AppError('STATE_CONFLICT', { detail: '登记号码已更新，请重新打印' })
  await tx.printCopy.create({
    data: { machineId, kind: DOCUMENT_KINDS[document], copyNumber, staffId: actor.id, printedAt: new Date() },
  })
  await audit(tx, actor, {
    action: 'document.print',
    subjectType: 'machine',
    subjectId: machineId,
    districtCode,
    details: { document, copyNumber, registrationNumber },
  })
}
