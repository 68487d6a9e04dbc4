import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { contentForAnother } from '@/lib/features/content/rules/for-another'
import { filingContent } from '@/lib/features/content/schema/content'
import { db } from '@/lib/server/database/db'
import type { FilingDto } from '../schema/owner'
import { createFiling } from './create-filing'

/**
 * A new draft of the account's own for another machine of the kind of an earlier filing: without codes, serials, photos and
 * what was measured at that one.
 * @throws AppError NOT_FOUND unless the account filed or owns it; what `createFiling` throws
 */
export async function copyFiling(actor: AccountActor, id: string): Promise<FilingDto> {
  const earlier = await db().filing.findFirst({
    where: { id, OR: [{ filerId: actor.id }, { ownerId: actor.id }] },
    select: { content: true },
  })
  if (!earlier) throw new AppError('NOT_FOUND')
  return createFiling(actor, contentForAnother(filingContent.parse(earlier.content)))
}
