import { wholeContent } from '@/lib/features/content/rules/content'
import { filingContent } from '@/lib/features/content/schema/content'
import { photoUrls } from '@/lib/features/photo/rules/photos'
import type { Tx } from '@/lib/server/database/db'
import { sha256 } from '@/lib/server/secrets/secrets'
import type { AssistedFiling } from '../schema'

/** Of what the owner signs: equal exactly if every field is. Photos are not printed, so they do not count. */
export function contentHash(content: unknown): string {
  return sha256(JSON.stringify(wholeContent(filingContent.parse(content))))
}

/** The newest print of a filing's statement. */
export function newestStatement(reader: Pick<Tx, 'assistedStatement'>, filingId: string) {
  return reader.assistedStatement.findFirst({
    where: { filingId },
    orderBy: [{ printedAt: 'desc' }, { id: 'desc' }],
  })
}
export type StatementRow = NonNullable<Awaited<ReturnType<typeof newestStatement>>>

/** Whether the newest print says what is entered now, and whether its signed copy is there. */
export function statementOf(
  row: Pick<StatementRow, 'contentHash' | 'photoId' | 'printedAt'> | null,
  content: unknown,
): AssistedFiling['statement'] {
  if (!row) return { state: 'NONE', printedAt: null, url: null, thumbnailUrl: null }
  const urls = row.photoId ? photoUrls(row.photoId, 'console') : { url: null, thumbnailUrl: null }
  const same = row.contentHash === contentHash(content)
  const state = same ? (row.photoId ? 'SIGNED' : 'PRINTED') : 'CHANGED'
  return { state, printedAt: row.printedAt.toISOString(), ...urls }
}
