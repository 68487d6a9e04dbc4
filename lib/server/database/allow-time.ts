import { Prisma, type Tx } from '@/prisma/client'
import { allowance, LONG_WORK } from './time-limits'

/**
 * Gives a transaction the limits of longer work instead of its pool's, until it ends. The pool's clients read the statement, and
 * wait for answers as long as it allows (pooled-client.ts).
 */
export async function allowTime(tx: Tx, name: keyof typeof LONG_WORK): Promise<void> {
  await tx.$executeRaw(Prisma.raw(allowance(LONG_WORK[name])))
}
