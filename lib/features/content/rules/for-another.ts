import { contentOf, isStamped } from '@/lib/features/content/rules/content'
import { type FilingContent, valueAt } from '@/lib/features/content/schema/content'

/** Beside codes, serials and plates: what was read or measured at one machine, and would be invented for another. */
const OF_ONE_MACHINE = new Set([
  'machine.manufacturedOn',
  'machine.annualHours',
  'machine.totalHours',
  'engine.manufacturedOn',
  'monitoring.installedOn',
  'dpf.installedOn',
  'dpf.smokeBefore',
  'dpf.smokeAfter',
])

/** The content for another machine of the same kind: without what identifies this one, and without its photos. */
export function contentForAnother(content: FilingContent): FilingContent {
  return contentOf((path) => (isStamped(path) || OF_ONE_MACHINE.has(path) ? null : valueAt(content, path)))
}
