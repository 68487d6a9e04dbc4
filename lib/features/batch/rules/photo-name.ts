import { codeKey, compact, identifyingCode } from '@/lib/core/normalise'
import { PHOTO_SLOT_CODES, PHOTO_SLOT_LABELS, type PhotoSlot } from '@/lib/features/photo/schema'

/** How people call a photo in the name of its file, beside the form's own label. 铭牌 alone is the machine's. */
const WORDS: Partial<Record<PhotoSlot, readonly string[]>> = {
  BODY_FRONT: ['正面', '前面', '正前方'],
  BODY_FRONT_RIGHT: ['正面偏右', '正面偏右45', '偏右45', '右前', '右前方'],
  BODY_RIGHT: ['右侧', '右面'],
  BODY_REAR: ['后面', '背面', '正后方'],
  ENV_LABEL: ['环保标签', '信息标签'],
  ENGINE_APPROVAL: ['型式核准号', '核准号'],
  MACHINE_ENV_CODE: ['环保代码'],
  MACHINE_PLATE: ['铭牌'],
  CHECKLIST_FRONT: ['随车清单正面', '清单正面'],
  CHECKLIST_BACK: ['随车清单反面', '清单反面'],
  PLATE_NUMBER: ['号牌', '车牌'],
}

const slots = new Map<string, PhotoSlot>(
  PHOTO_SLOT_CODES.flatMap((slot) =>
    [PHOTO_SLOT_LABELS[slot], slot, ...(WORDS[slot] ?? [])].map((word): [string, PhotoSlot] => [
      wordKey(word),
      slot,
    ]),
  ),
)

/** 机身正面偏右 45° 照片, 正面偏右45度: without what makes no difference. */
function wordKey(text: string): string {
  return compact(text)
    .replace(/[()°度]/g, '')
    .replace('其它', '其他')
    .replace(/(照片|图片|照)(?=\d?$)/, '')
    .replace(/^机身/, '')
    .replace(/照片(正面|反面)$/, '$1')
}

/** The words to name files by, one for each kind of photo, for the page. */
export const NAMING_WORDS =
  '正面、正面偏右45、右侧、后面、铭牌、发动机铭牌、环保信息标签、环保代码、型式核准号、合格证、随车清单正面、随车清单反面、号牌'

const PICTURE = /\.(jpe?g|png|webp|hei[cf]|avif)$/i
/** What computers put into archives by themselves; `.` and `..` are steps of a path. */
const JUNK = /(^|\/)(__MACOSX\/|\.(?!\.?\/)|Thumbs\.db$|desktop\.ini$)/i

export const isPhotoFile = (name: string) => !name.endsWith('/') && !JUNK.test(name)

/** `key`: what the name calls the machine: its serial or another code, or `第12行` of the table. */
export type PhotoName = { key: string; slot: PhotoSlot } | { fault: string }

/**
 * Reads machine and kind of photo from a file's name: `SD16AA111446-铭牌.jpg`, `第12行_正面.jpg`, or a folder for each machine:
 * `SD16AA111446/铭牌.jpg`.
 */
export function readPhotoName(path: string): PhotoName {
  const parts = path.split('/').filter((part) => part !== '.')
  if (parts.includes('..'))
    return { fault: '压缩包里的路径含有“..”，没有放入；请在照片所在的文件夹里重新压缩' }
  const file = parts.at(-1) ?? ''
  if (!PICTURE.test(file)) return { fault: '不是照片文件（JPEG、PNG、WebP、HEIC）' }
  const base = file.replace(PICTURE, '').trim()
  const whole = slots.get(wordKey(base))
  const folder = parts.at(-2)?.trim()
  if (whole) return folder ? { key: folder, slot: whole } : { fault: '文件名里没有写是哪台机械' }
  // Both parts may contain a separator: the kind is the longest end that is one.
  for (const { 0: sign, index } of base.matchAll(/[\s_\-－—–]+/g)) {
    const key = base.slice(0, index).trim()
    const slot = slots.get(wordKey(base.slice(index + sign.length)))
    if (slot && key !== '') return { key, slot }
  }
  return { fault: '文件名里没有认出是哪种照片，应如 出厂编号-铭牌.jpg' }
}

/** A machine of the table as a file's name may call it. */
export type NamedMachine = { line: number; codes: readonly (string | null)[] }

/** The machines that a name may mean; it is certain only when there is exactly one. */
export function machinesCalled<M extends NamedMachine>(key: string, machines: readonly M[]): M[] {
  const line = /^第?(\d{1,6})行$/.exec(compact(key))?.[1]
  if (line) return machines.filter((machine) => machine.line === Number(line))
  const code = identifyingCode(key)
  return code === null
    ? []
    : machines.filter(({ codes }) => codes.some((each) => each && codeKey(each) === code))
}
