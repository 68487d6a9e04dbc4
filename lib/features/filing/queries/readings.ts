import type { FilingContent } from '@/lib/features/content/schema/content'
import type { DeskCheck } from '@/lib/features/inspection/schema'
import type { PhotoInSlot } from '@/lib/features/photo/schema'
import { findReadings } from '@/lib/features/reading/queries/readings'
import { codesNowhere, compareTyped } from '@/lib/features/reading/rules/compare'
import { readingFindings } from '@/lib/features/reading/rules/findings'
import type { Tx } from '@/lib/server/database/db'
import type { DeskFiling } from '../schema/console'

/** Of lib/features/reading/rules: raised with every change of what the comparison finds. */
const VERSION = 2

type Seen = Pick<DeskFiling, 'readings' | 'unread' | 'comparisons'> & {
  checks: DeskCheck[]
}

/**
 * What was read on the photos beside what was typed. Compared with the desk, so that a photo read a moment ago counts; the
 * reading itself is stored (lib/features/reading).
 */
export async function readingOf(
  reader: Pick<Tx, '$queryRaw'>,
  content: FilingContent,
  photos: readonly PhotoInSlot[],
): Promise<Seen> {
  const { readings, unread } = await findReadings(reader, photos)
  const comparisons = compareTyped(content, readings)
  const findings = readingFindings({
    comparisons,
    read: readings.map(({ slot }) => slot),
    unread,
    nowhere: codesNowhere(
      content,
      photos.map(({ slot }) => slot),
    ),
  })
  return {
    readings,
    unread,
    comparisons,
    checks: findings.map(({ result, text, paths, filingIds }) => ({
      code: 'PLATE_TEXT',
      version: VERSION,
      level: result === 'CLEAR' ? 'OK' : 'WARN',
      result,
      text,
      paths,
      filingIds,
    })),
  }
}
