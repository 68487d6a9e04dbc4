import type { Finding } from '@/lib/core/finding'
import { identifyingCode } from '@/lib/core/normalise'
import { pathLabel } from '@/lib/features/content/rules/display'
import { clear, doubt, unchecked } from '@/lib/features/inspection/rules/finding'
import type { ChangeValues } from '../schema/change'

/** The numbers that are stamped on a machine and can be changed. */
export const STAMPED_NUMBERS = ['machine.serial', 'machine.pin', 'engine.serial'] as const

/** ISO 10261: 17 signs without I, O and Q. */
const PIN = /^[A-HJ-NPR-Z0-9]{17}$/
const PLAIN = /^[0-9A-Z\-./ #()]+$/i
/** Shorter ones are hardly whole. */
const SHORTEST = 4
const FOLDS: Record<string, string> = { O: '0', I: '1', L: '1', B: '8', S: '5', Z: '2' }
/** As the indexes *_folded have it (lib/features/filing/queries/duplicates.ts). */
export const foldLookAlikes = (key: string): string => key.replace(/[OILBSZ]/g, (sign) => FOLDS[sign] ?? sign)

/**
 * The format of a new serial or PIN. Serials have no national form: one that looks usual is not thereby right, so it says
 * NOT_CHECKED and is compared with the photo.
 */
export function serialFindings(before: ChangeValues, after: ChangeValues): Finding[] {
  return STAMPED_NUMBERS.filter((path) => path in after).flatMap((path) =>
    oneFinding(path, text(before[path]), text(after[path])),
  )
}

const text = (value: ChangeValues[string] | undefined): string =>
  typeof value === 'string' ? value.trim() : ''

function oneFinding(path: (typeof STAMPED_NUMBERS)[number], old: string, now: string): Finding[] {
  const label = pathLabel(path)
  const [before, key] = [identifyingCode(old), identifyingCode(now)]
  if (key === null)
    return [
      doubt(now === '' ? `${label}被清空（原为 ${old || '空'}）` : `${label}改为“${now}”，不是编号`, [path]),
    ]
  if (path === 'machine.pin' && !PIN.test(key))
    return [doubt(`${label}应为 17 位字母和数字，不含 I、O、Q；现为 ${key.length} 位，请与铭牌核对`, [path])]
  if (!PLAIN.test(now)) return [doubt(`${label}含有编号中少见的字符，请与铭牌核对`, [path])]
  if (key.length < SHORTEST) return [doubt(`${label}只有 ${key.length} 位，请与铭牌核对`, [path])]
  if (before === key) return [clear(`${label}只改了写法，编号没有变`)]
  if (before !== null && foldLookAlikes(before) === foldLookAlikes(key))
    return [unchecked(`${label}只改了易混的字符（如 O 与 0、I 与 1），请与铭牌照片逐字核对`, [path])]
  return path === 'machine.pin'
    ? [clear(`${label}为 17 位，格式正确`)]
    : [unchecked(`${label}没有统一的格式，不能核对对错，请与铭牌照片逐字核对`, [path])]
}
