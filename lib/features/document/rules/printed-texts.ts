import { JOINED } from '@/lib/core/joined-letters'
import { FIELDS } from '@/lib/features/content/schema/fields'
import type { UnprintableText } from '../schema'
import { fieldText } from './collection-form'
import type { PaperData, Party } from './paper-data'

type PrintedText = { path: string | null; label: string; text: string }

/** The texts on the papers that people entered, with labels, in the order of the collection form. */
export function printedTexts(data: PaperData): PrintedText[] {
  const { bureau, card } = data
  return [
    ...party('所有者', data.owner),
    ...(data.agent ? party('被委托人', data.agent) : []),
    ...FIELDS.map((field) => ({ path: field.path, label: field.label, text: fieldText(data, field) })),
    {
      path: null,
      label: '登记单位',
      text: `${bureau.name}${bureau.officeName}${bureau.address}${bureau.hours}`,
    },
    { path: null, label: '采集卡文字', text: `${card.title}${card.lines.join('')}` },
    { path: null, label: '经办人', text: data.printedBy },
  ]
}

function party(role: string, { type, name }: Party): PrintedText[] {
  return [{ path: null, label: `${role}${type === 'PERSON' ? '姓名' : '名称'}`, text: name }]
}

const SELECTOR = /^\p{Variation_Selector}$/u

/** Describes an unprintable character for screens and the API. */
export function characterOf(character: string): UnprintableText['characters'][number] {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  if (SELECTOR.test(character)) return { character, code, kind: 'USUAL_FORM' }
  return { character, code, kind: JOINED.test(character) ? 'UNJOINED' : 'BOX' }
}

/** Warnings for the officer before printing, one sentence for each text. */
export function unprintableNotes(found: readonly UnprintableText[]): string[] {
  return found.map(({ label, characters }) => {
    const boxes = characters.filter(({ kind }) => kind === 'BOX').map(named)
    const usual = characters.filter(({ kind }) => kind === 'USUAL_FORM').map(({ code }) => code)
    const joined = characters.filter(({ kind }) => kind === 'UNJOINED').map(({ character }) => character)
    const parts = [
      boxes.length > 0 ? `${boxes.join('、')} 没有可用的字体，打印为方框` : '',
      usual.length > 0 ? `异体字选择符 ${usual.join('、')} 不起作用，按通常字形打印` : '',
      joined.length > 0
        ? `${joined.slice(0, 6).join(' ')}${joined.length > 6 ? ' 等' : ''} 的连写、叠写字形可能与原文不同，请对照证件核对`
        : '',
    ]
    return `${label}：${parts.filter(Boolean).join('；')}`
  })
}

/** Private-use characters look different on every system, if they show at all: only the code identifies them. */
const named = ({ character, code }: { character: string; code: string }) =>
  /^[\p{Co}\p{Cn}\p{Cc}]$/u.test(character) ? code : `“${character}”（${code}）`
