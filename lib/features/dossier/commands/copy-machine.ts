import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { contentForAnother } from '@/lib/features/content/rules/for-another'
import { filingContent } from '@/lib/features/content/schema/content'
import { createFiling } from '@/lib/features/filing/commands/create-filing'
import type { FilingDto } from '@/lib/features/filing/schema/owner'
import { db } from '@/lib/server/database/db'

/**
 * A new draft for another machine of the kind of one that the account owns, as `copyFiling`.
 * @throws AppError NOT_FOUND unless the account owns it now; what `createFiling` throws
 */
export async function copyMachine(actor: AccountActor, id: string): Promise<FilingDto> {
  const machine = await db().machine.findFirst({
    where: { id, ownerId: actor.id },
    select: { content: true },
  })
  if (!machine) throw new AppError('NOT_FOUND')
  return createFiling(actor, contentForAnother(filingContent.parse(machine.content)))
}
