import { chinaDay } from '@/lib/core/clock'
import { nameKey } from '@/lib/core/normalise'
import { pathLabel, pathLabels } from '@/lib/features/content/rules/display'
import type { DeskCheck } from '@/lib/features/inspection/schema'
import type { DeskDuplicates, DuplicateKind, OtherRegistration } from '../schema/duplicate'

/** The compared columns, each with the path of the field whose key it holds. */
export const CODE_LIKENESSES = {
  machineEnvCode: 'codes.machineEnvCode',
  machineSerial: 'machine.serial',
  engineSerial: 'engine.serial',
  pin: 'machine.pin',
} as const
export type CodeLikeness = keyof typeof CODE_LIKENESSES

export const KIND_OF: Record<CodeLikeness | 'photo', DuplicateKind> = {
  machineEnvCode: 'MACHINE_ENV_CODE',
  machineSerial: 'MACHINE_SERIAL',
  engineSerial: 'ENGINE_SERIAL',
  pin: 'PIN',
  photo: 'PHOTO',
}

/** Whether both name a maker, but differently. Only a note: makers are written in many ways, so it proves nothing. */
export function makersDiffer(own: string | null, other: string | null): boolean {
  return Boolean(own && other) && nameKey(own ?? '') !== nameKey(other ?? '')
}

type Group = DeskDuplicates['groups'][number]
/** Of both checks; 2: look-alikes are folded; 3: who judged that it is another machine; 4: of
 * photos only the files. They are not stored, but made whenever the desk is read. */
const VERSION = 4
type Check = DeskCheck & { code: 'DUPLICATE' | 'SAME_PHOTO' }

const UNFINISHED = '查重没有完成，请稍后刷新本页；不能视为没有重复'

/**
 * Checks for other registrations of the same machine and for other filings with an identical photo file: a sentence for
 * each kind of likeness. What was not compared is never reported as free of duplicates.
 */
export function likenessChecks({ complete, groups }: DeskDuplicates): Check[] {
  if (!complete) return [unchecked('DUPLICATE', UNFINISHED), unchecked('SAME_PHOTO', UNFINISHED)]
  return [...codeChecks(groups.filter(({ kind }) => kind !== 'PHOTO')), ...photoChecks(groups)]
}

function codeChecks(groups: readonly Group[]): Check[] {
  const doubts = groups.filter(({ result }) => result === 'DOUBT')
  if (doubts.length > 0) {
    return doubts.map((group) =>
      doubt(
        'DUPLICATE',
        group,
        `${labels(group.paths)}与其他${othersText(group)}${sameText(group)}，疑似重复登记`,
      ),
    )
  }
  const compared = groups.filter(({ result }) => result === 'CLEAR')
  const skipped = groups.filter(({ result }) => result === 'NOT_CHECKED')
  if (compared.length === 0)
    return [
      unchecked('DUPLICATE', `没有填写${labels(skipped.flatMap(({ paths }) => paths))}，未比对重复登记`),
    ]
  const judged = compared.filter(({ dismissed }) => dismissed > 0)
  const alone = compared.filter(({ dismissed }) => dismissed === 0)
  const parts = [
    alone.length > 0 ? `未发现编号相同的其他登记；已比对${labels(alone.flatMap(({ paths }) => paths))}` : '',
    skipped.length > 0 ? `未填写、未比对${labels(skipped.flatMap(({ paths }) => paths))}` : '',
  ].filter(Boolean)
  const rest = parts.length > 0 ? [clear('DUPLICATE', parts.join('；'))] : []
  const found = judged.map((group) =>
    byOfficer(
      'DUPLICATE',
      `${labels(group.paths)}与其他 ${group.dismissed} 件登记${judgedAlike(group)}；${judgedText(group)}`,
    ),
  )
  return alone.length > 0
    ? [...found, ...rest]
    : [...found, ...rest.map((one) => unchecked('DUPLICATE', one.text))]
}

/** 王审核于 2026-11-28 判定不是同一台 */
function judgedText({ others, dismissed }: Group): string {
  const said = others.flatMap(({ dismissal }) =>
    dismissal ? [`${dismissal.staffName}于 ${chinaDay(new Date(dismissal.at))} 判定不是同一台`] : [],
  )
  const shown = [...new Set(said)].slice(0, 2)
  return dismissed > said.length || new Set(said).size > shown.length
    ? `${shown.join('，')}等`
    : shown.join('，')
}

/** Of all that were judged. */
const judgedAlike = ({ others }: Group) =>
  others.length > 0 && others.every(({ lookAlikes }) => lookAlikes.length > 0) ? '只差易混的字符' : '相同'

function photoChecks(groups: readonly Group[]): Check[] {
  const photos = groups.find(({ kind }) => kind === 'PHOTO')
  if (!photos || photos.result === 'NOT_CHECKED') return [unchecked('SAME_PHOTO', '没有照片，未比对')]
  if (photos.result === 'DOUBT') {
    return [doubt('SAME_PHOTO', photos, `${labels(photos.paths)}与其他${othersText(photos)}使用了同一张照片`)]
  }
  const { dismissed } = photos
  return dismissed > 0
    ? [byOfficer('SAME_PHOTO', `照片与其他 ${dismissed} 件登记相同；${judgedText(photos)}`)]
    : [clear('SAME_PHOTO', '照片文件没有用于其他登记（只比对文件本身）')]
}

const labels = (paths: readonly string[]) => paths.map(pathLabel).join('、')

/** O and 0, I and 1, B and 8, S and 5, Z and 2. */
const sameText = ({ lookAlikes, found }: Group) =>
  lookAlikes < found ? '相同' : '只差易混的字符（如 O 与 0、I 与 1）'

/** ` 2 件登记（含已登记的 3-30468844；1 件不在本辖区）` */
function othersText({ others, found, foundAll, away, lookAlikes, dismissed }: Group): string {
  const open = others.filter(({ dismissal }) => dismissal === null)
  const numbers = open.flatMap(({ registrationNumber }) => registrationNumber ?? [])
  const makers = open.filter(({ otherMaker }) => otherMaker).length
  const same = open.filter(({ ruling }) => ruling?.verdict === 'SAME').length
  const notes = [
    lookAlikes > 0 && lookAlikes < found ? `${lookAlikes} 件只差易混的字符` : '',
    numbers.length > 0
      ? `含已登记的 ${numbers.slice(0, 3).join('、')}${numbers.length > 3 ? ' 等' : ''}`
      : '',
    away > 0 ? `${away} 件不在本辖区` : '',
    makers > 0 ? `${makers} 件填写的生产厂不同` : '',
    same > 0 ? `${same} 件已判定为同一台` : '',
    dismissed > 0 ? `另有 ${dismissed} 件已认定不是重复` : '',
  ].filter(Boolean)
  const count = foundAll ? ` ${found} 件登记` : `至少 ${found} 件登记`
  return notes.length > 0 ? `${count}（${notes.join('；')}）` : count
}

function doubt(code: Check['code'], { paths, others }: Group, text: string): Check {
  const filingIds = others.flatMap(({ filingId, dismissal }) => (filingId && !dismissal ? [filingId] : []))
  return { code, level: 'WARN', result: 'DOUBT', text, paths: [...paths], filingIds, version: VERSION }
}

const clear = (code: Check['code'], text: string): Check => ({
  code,
  level: 'OK',
  result: 'CLEAR',
  text,
  paths: [],
  filingIds: [],
  version: VERSION,
})

/** Nothing is in doubt any more because an officer said so: no finding of the program. */
const byOfficer = (code: Check['code'], text: string): Check => ({ ...clear(code, text), byOfficer: true })

/** `level` has no third value: what was not checked is a WARN. */
const unchecked = (code: Check['code'], text: string): Check => ({
  ...clear(code, text),
  level: 'WARN',
  result: 'NOT_CHECKED',
})

/** Another registration with all paths in which it is alike. */
export type AlikeOne = OtherRegistration & { key: string }

/** The other registrations that the officer may open, each once, those in doubt first. */
export function alikeOnes({ groups }: DeskDuplicates): AlikeOne[] {
  const ones = new Map<string, AlikeOne>()
  for (const { others } of groups) {
    for (const other of others) {
      const key = other.filingId ?? other.machineId
      if (key === null) continue
      const before = ones.get(key)
      // In doubt in one kind of likeness means in doubt.
      const dismissal = before && !before.dismissal ? null : other.dismissal
      const paths = [...new Set([...(before?.paths ?? []), ...other.paths])]
      const lookAlikes = [...(before?.lookAlikes ?? []), ...other.lookAlikes]
      ones.set(key, { ...other, key, dismissal, paths, lookAlikes })
    }
  }
  return [...ones.values()].sort((a, b) => Number(a.dismissal !== null) - Number(b.dismissal !== null))
}

/** Sentences about the registrations that are not listed, by kind. */
export function unlisted({ groups }: DeskDuplicates): string[] {
  return groups.flatMap(({ paths, found, foundAll, dismissed, away, others }) => {
    const shown = others.filter(({ inArea }) => inArea).length
    const more = found + dismissed - shown - away
    const parts = [
      away > 0 ? `${away} 件不在本辖区，不能查看` : '',
      more > 0 || !foundAll ? `还有${foundAll ? '' : '至少'} ${Math.max(more, 0)} 件没有列出` : '',
    ].filter(Boolean)
    return parts.length > 0 ? [`${pathLabels(paths)}相同的：${parts.join('；')}`] : []
  })
}
