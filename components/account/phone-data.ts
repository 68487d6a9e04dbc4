import { forgetForms, keptForms } from '@/lib/features/change/api/kept-entries'
import { forgetDrafts } from '@/lib/features/draft/api/open-drafts'
import { bareRecords } from '@/lib/features/draft/api/stored-records'
import { hasOwn } from '@/lib/features/draft/rules/record'

/** What owners' pages store in this browser beside the session: drafts of filings with their photos, forms of changes, texts of the tab. */

type Whose = (accountId: string) => boolean
/** How much of it the server does not have. */
export type Unsent = { drafts: number; photos: number; changes: number }

/** Nothing where the browser stores nothing (private mode). @param whose tells by the account's id */
export async function unsentOnPhone(whose: Whose): Promise<Unsent> {
  const records = await bareRecords().catch(() => [])
  const unsent = records.filter((record) => whose(record.accountId) && hasOwn(record))
  const forms = await keptForms(whose).catch(() => [])
  return {
    drafts: unsent.length,
    photos: unsent.reduce((all, { photos }) => all + photos.length, 0),
    changes: forms.length,
  }
}

/** 2 份登记草稿（含 3 张照片）、1 份信息变更; empty when all of it has been sent. */
export function unsentText({ drafts, photos, changes }: Unsent): string {
  return [
    drafts > 0 && `${drafts} 份登记草稿${photos > 0 ? `（含 ${photos} 张照片）` : ''}`,
    changes > 0 && `${changes} 份信息变更`,
  ]
    .filter(Boolean)
    .join('、')
}

const OF_TAB = 'nrmm.'

/** Deletes what accounts left on this phone. @param whose tells by the account's id @throws where the browser does not delete it */
export async function forgetOnPhone(whose: Whose): Promise<void> {
  if (typeof indexedDB !== 'undefined') {
    await forgetDrafts(whose)
    await forgetForms(await keptForms(whose))
  }
  for (const name of namesOfTab()) sessionStorage.removeItem(name)
}

function namesOfTab(): string[] {
  try {
    return Object.keys(sessionStorage).filter((name) => name.startsWith(OF_TAB))
  } catch {
    return []
  }
}
