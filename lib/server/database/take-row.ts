import { Prisma } from '@/prisma/client'

/** Not the stronger FOR UPDATE: a job that adds rows which refer to this one does not hold it up. */
const SKIPPING = Prisma.sql`FOR NO KEY UPDATE SKIP LOCKED`
const WAITING = Prisma.sql`FOR NO KEY UPDATE`

/**
 * Takes one row of a queue. At first without waiting for rows that another transaction has locked, since they are most often
 * being taken by it. Where that leaves nothing although a row waits, the lock is waited for: a job may have held it for a
 * moment, and "none is waiting" must be true.
 * @param take one try with this lock at the end of its SELECT; undefined where it got none
 * @param waits whether a row waits, locked or not
 */
export async function takeRow<Row>(
  take: (lock: Prisma.Sql) => Promise<Row | undefined>,
  waits: () => Promise<boolean>,
): Promise<Row | undefined> {
  for (;;) {
    const taken = await take(SKIPPING)
    if (taken || !(await waits())) return taken
    const awaited = await take(WAITING)
    if (awaited) return awaited
  }
}
