import type { Finding } from '@/lib/core/finding'
import { pathLabel } from '@/lib/features/content/rules/display'
import { findField } from '@/lib/features/content/schema/fields'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import type { Comparison, UnreadPhoto } from '../schema'
import { READABLE } from './fields'

type Seen = {
  comparisons: readonly Comparison[]
  /** Slots of the photos that were read. */
  read: readonly PhotoSlot[]
  unread: readonly UnreadPhoto[]
  /** Codes that were typed, but may stand on none of the photos. */
  nowhere?: readonly string[]
}

const WHY: Record<UnreadPhoto['reason'], string> = {
  OFF: '没有读取：照片识别已关闭',
  WAITING: '还没有读取',
  TIMEOUT: '没有读出：识别超时',
  MEMORY: '没有读出：内存不足',
  ENDED: '没有读出：识别程序中断',
  UNREADABLE: '没有读出：照片无法识别',
}

const NOWHERE = '没有与照片核对：没有相应的铭牌、标签或证明照片'

/**
 * Whether a finding says no more than that nothing could be read: the reader is switched off here, or the owner need not
 * have sent such a photo (one plate of several is enough).
 */
export const saysNothingToRead = (text: string): boolean => text.endsWith(WHY.OFF) || text.endsWith(NOWHERE)

/**
 * What reading the photos says of the filing. Only what was read and is the same is clear; what differs by look-alikes alone,
 * was not found or not read is not checked.
 */
export function readingFindings({ comparisons, read, unread, nowhere = [] }: Seen): Finding[] {
  if (read.length + unread.length === 0)
    return [finding('NOT_CHECKED', '没有铭牌、标签、合格证或清单照片，不能与填写的内容比对')]
  const by = (result: Comparison['result']) => comparisons.filter((one) => one.result === result)
  const differing = by('DIFFERS').filter(({ lookAlike }) => !lookAlike)
  const alike = by('DIFFERS').filter(({ lookAlike }) => lookAlike)
  const missing = by('NOT_FOUND').filter(({ path }) => isCode(path))
  const agreeing = by('AGREES')
  return [
    ...differing.map(({ path, read: text }) =>
      finding('DOUBT', `${pathLabel(path)}与照片不同：照片上读到“${text}”`, [path]),
    ),
    ...alike.map(({ path, read: text }) =>
      finding('NOT_CHECKED', `${pathLabel(path)}在照片上读作“${text}”，只差形近字符，请对照照片`, [path]),
    ),
    ...(missing.length > 0
      ? [
          finding(
            'NOT_CHECKED',
            `照片上没有读到${labels(missing)}，请对照照片`,
            missing.map(({ path }) => path),
          ),
        ]
      : []),
    ...(nowhere.length > 0
      ? [finding('NOT_CHECKED', `${nowhere.map(pathLabel).join('、')}${NOWHERE}`, [...nowhere])]
      : []),
    ...unreadFindings(unread),
    ...(agreeing.length > 0 ? [finding('CLEAR', `照片上读到的${labels(agreeing)}与填写一致`)] : []),
    ...(comparisons.length === 0 && read.length > 0
      ? [finding('NOT_CHECKED', '读到的照片上没有可与填写比对的内容')]
      : []),
  ]
}

function unreadFindings(unread: readonly UnreadPhoto[]): Finding[] {
  return Object.entries(WHY).flatMap(([reason, words]) => {
    const paths = unread.filter((photo) => photo.reason === reason).map(({ slot }) => `photos.${slot}`)
    return paths.length > 0
      ? [finding('NOT_CHECKED', `${paths.map(pathLabel).join('、')}${words}`, paths)]
      : []
  })
}

/** Names and brands are often in other words or in a picture on a plate: that they were not read says nothing. */
const isCode = (path: string) => READABLE.find((field) => field.path === path)?.way === 'code'

const labels = (of: readonly Comparison[]) => of.map(({ path }) => findField(path)?.label ?? path).join('、')

const finding = (result: Finding['result'], text: string, paths: string[] = []): Finding => ({
  result,
  text,
  paths,
  filingIds: [],
})
