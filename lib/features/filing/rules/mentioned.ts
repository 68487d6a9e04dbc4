import { FIELDS } from '@/lib/features/content/schema/fields'
import { PHOTO_SLOT_CODES, PHOTO_SLOT_LABELS } from '@/lib/features/photo/schema'

/** What an officer's text names: the word found, and the fields or photos that may be meant by it. */
export type Mention = { word: string; paths: readonly string[] }

/** Short words that officers use besides the labels. */
const ALSO: Record<string, readonly string[]> = {
  公开编号: ['codes.disclosureNumber'],
  核准号: ['codes.engineApprovalNumber'],
  PIN: ['machine.pin'],
  产品识别码: ['machine.pin'],
  登记区县: ['districtCode'],
  号牌: ['plate'],
}
/** Too common in other words to mean a field. */
const NOT_ALONE = ['编号', '名称']

const WORDS = wordsOf()

/** Longest first, so that 机械铭牌照片 is not taken for a shorter name within it. */
function wordsOf(): Mention[] {
  const words = new Map<string, Set<string>>(
    Object.entries(ALSO).map(([word, paths]) => [word, new Set(paths)]),
  )
  const add = (word: string, path: string) => words.set(word, (words.get(word) ?? new Set()).add(path))
  for (const { path, label } of FIELDS) {
    const full = squeeze(label)
    add(full, path)
    const short = full.replace(/^(机械|发动机|监控终端)/, '')
    if (short.length > 1 && !NOT_ALONE.includes(short)) add(short, path)
  }
  for (const slot of PHOTO_SLOT_CODES) add(squeeze(PHOTO_SLOT_LABELS[slot]), `photos.${slot}`)
  return [...words]
    .map(([word, paths]) => ({ word, paths: [...paths] }))
    .sort((a, b) => b.word.length - a.word.length)
}

/** In the order of the text; each word once. */
export function mentionsOf(text: string): Mention[] {
  let rest = squeeze(text)
  const found: (Mention & { at: number })[] = []
  for (const { word, paths } of WORDS) {
    const at = rest.indexOf(word)
    if (at < 0) continue
    found.push({ word, paths, at })
    rest = rest.replaceAll(word, '　'.repeat(word.length))
  }
  return found.sort((a, b) => a.at - b.at).map(({ word, paths }) => ({ word, paths }))
}

function squeeze(text: string): string {
  return text.replaceAll(/\s/g, '')
}
