import type { StaffActor } from '@/lib/core/actor'
import { fieldError } from '@/lib/core/app-error'
import { isPersonal } from '@/lib/features/machine/rules/search-text'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { MAX_SAVED_SEARCHES, type SavedSearch } from './schema'

/**
 * Saves a search under a name, replacing one of the same name.
 * @throws AppError INVALID on `query` if it contains a phone or ID number, on `name` if there are too many
 */
export function saveSearch(
  actor: StaffActor,
  { name, query }: { name: string; query: string },
): Promise<SavedSearch> {
  if (isPersonal(new URLSearchParams(query).get('q') ?? undefined))
    throw fieldError('query', '含手机号或证件号码的查询不能保存，请去掉后再保存')
  return transact(async (tx) => {
    const others = await tx.savedSearch.count({ where: { staffId: actor.id, name: { not: name } } })
    if (others >= MAX_SAVED_SEARCHES)
      throw fieldError('name', `最多保存 ${MAX_SAVED_SEARCHES} 个查询，请先删除不用的`)
    const saved = await tx.savedSearch.upsert({
      where: { staffId_name: { staffId: actor.id, name } },
      create: { staffId: actor.id, name, query },
      update: { query },
      select: { id: true, name: true, query: true },
    })
    await audit(tx, actor, { action: 'saved-search.save', subjectType: 'saved-search', subjectId: saved.id })
    return saved
  })
}

/** Deletes one of the actor's own searches; no error if there is none with this id. */
export function deleteSavedSearch(actor: StaffActor, id: string): Promise<void> {
  return transact(async (tx) => {
    const { count } = await tx.savedSearch.deleteMany({ where: { id, staffId: actor.id } })
    if (count > 0)
      await audit(tx, actor, { action: 'saved-search.delete', subjectType: 'saved-search', subjectId: id })
  })
}
