import type { Cell, CellFault } from '@/lib/core/sheet-cell'
import { MAX_CELL } from './sheet'

/** Excel's own values for a formula that failed. */
const ERRORS = new Set([
  '#N/A',
  '#REF!',
  '#VALUE!',
  '#NAME?',
  '#DIV/0!',
  '#NUM!',
  '#NULL!',
  '#SPILL!',
  '#CALC!',
  '#FIELD!',
  '#GETTING_DATA',
])

export function errorFault(text: string): CellFault {
  return { fault: `公式出错（${text.slice(0, 20)}），请改正公式或直接填写内容`, text }
}

export const NO_RESULT: CellFault = {
  fault: '公式没有结果，请在 Excel 或 WPS 中打开并保存一次，或直接填写内容',
  text: '',
}

/** Nearly every text of a million: nothing but signs that mean themselves. */
const PLAIN = /^[ !"$-&(-~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufffc]*$/
/** Line ends and tabs inside a cell: Alt+Enter is a way to break a line on the screen, not part of the text. */
const BREAK = /[\t\n\v\f\r\u0085\u2028\u2029]/
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g
/** What a decoder puts for bytes that are no text, control characters and halves of pairs. */
const UNREADABLE = /[\ufffd\p{Cc}\p{Cs}]/u
const ALL_UNREADABLE = /[\ufffd\p{Cc}\p{Cs}]/gu
/** Columns too narrow for their number: what was copied is only how it looked. */
const TOO_NARROW = /^#{2,}$/

/**
 * A text as a cell holds it: in one line, without the apostrophe by which Excel marks text. What cannot be read, and what
 * only stands for a value, is told as such.
 */
export function textValue(raw: string): Cell {
  if (PLAIN.test(raw)) return raw.slice(0, MAX_CELL)
  const line = BREAK.test(raw) ? raw.replace(BREAKS, ' ').trim() : raw
  if (UNREADABLE.test(line)) {
    return {
      fault: '含有无法识别的字符（乱码或控制字符），请重新填写这一格',
      text: line.replace(ALL_UNREADABLE, '□').slice(0, MAX_CELL),
    }
  }
  if (line.charCodeAt(0) === 35) {
    const word = line.trim()
    if (ERRORS.has(word.toUpperCase())) return errorFault(word)
    if (TOO_NARROW.test(word)) {
      return { fault: '列宽不够，只剩下 #，请加宽这一列后重新另存', text: word }
    }
  }
  return (line.charCodeAt(0) === 39 ? line.slice(1) : line).slice(0, MAX_CELL)
}

/** `="0123"`: how a text table keeps Excel from making a number of digits. */
const TEXT_FORMULA = /^="((?:[^"]|"")*)"$/
/** A reference or a function, which nobody has worked out. */
const FORMULA = /^=(\$?[A-Z]{1,3}\$?\d+\b|[A-Z.]{2,}\()/i

/** The same in a text table, where a formula may stand as it was typed. */
export function textTableValue(raw: string): Cell {
  if (raw.charCodeAt(0) !== 61) return textValue(raw)
  const text = TEXT_FORMULA.exec(raw)?.[1]
  if (text !== undefined) return textValue(text.replaceAll('""', '"'))
  return FORMULA.test(raw) ? { ...NO_RESULT, text: raw.slice(0, MAX_CELL) } : textValue(raw)
}
