import type { Cell, CellFault } from '@/lib/core/sheet-cell'
import { MAX_CELL } from './sheet.ts'

/** Excel's error values of formulas. */
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

/** Fast path for nearly every text: no special characters. */
const PLAIN = /^[ !"$-&(-~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufffc]*$/
/** Line ends and tabs inside a cell: Alt+Enter breaks a line on screen and is not part of the text. */
const BREAK = /[\t\n\v\f\r\u0085\u2028\u2029]/
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g
/** The decoder's replacement character, control characters and lone surrogates. */
const UNREADABLE = /[\ufffd\p{Cc}\p{Cs}]/u
const ALL_UNREADABLE = /[\ufffd\p{Cc}\p{Cs}]/gu
/** Shown when a column is too narrow for its number; copied in place of the number. */
const TOO_NARROW = /^#{2,}$/

/**
 * The value of a text cell: on one line, without the apostrophe with which Excel marks text. Unreadable characters and
 * error values give a fault.
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

/** `="0123"`: prevents Excel from converting digits of a text table into a number. */
const TEXT_FORMULA = /^="((?:[^"]|"")*)"$/
/** A reference or a function that has not been evaluated. */
const FORMULA = /^=(\$?[A-Z]{1,3}\$?\d+\b|[A-Z.]{2,}\()/i

/** As `textValue` for a text table, which may contain unevaluated formulas. */
export function textTableValue(raw: string): Cell {
  if (raw.charCodeAt(0) !== 61) return textValue(raw)
  const text = TEXT_FORMULA.exec(raw)?.[1]
  if (text !== undefined) return textValue(text.replaceAll('""', '"'))
  return FORMULA.test(raw) ? { ...NO_RESULT, text: raw.slice(0, MAX_CELL) } : textValue(raw)
}
