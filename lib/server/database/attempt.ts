import { AppError } from '@/lib/core/app-error'
import { placesTaken, rolledBack } from '@/lib/server/audit/writer'
import { isRace, type Tx } from './db'

/**
 * Runs a part of a transaction that may fail by itself: then nothing of it stays, and the transaction goes on. A write
 * conflict or a deadlock is thrown on, since the whole transaction runs again then; so is a lost connection.
 * @param unexpected told of what is no AppError, which the caller sees as INTERNAL
 * @returns why it failed; null when it was carried out
 */
export async function attempt(
  tx: Tx,
  work: () => Promise<unknown>,
  unexpected: (error: unknown) => void,
): Promise<AppError | null> {
  const before = placesTaken(tx)
  await tx.$executeRaw`SAVEPOINT attempt`
  try {
    await work()
    return null
  } catch (error) {
    if (isRace(error)) throw error
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT attempt`
    rolledBack(tx, before)
    if (error instanceof AppError) return error
    unexpected(error)
    return new AppError('INTERNAL')
  }
}
