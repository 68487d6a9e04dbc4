import type { Scope, ValueKind } from './fields'

/** What a label says of the value after it; `kind: null`: of something that is not filed, as the weight. */
export type Label = { kind: ValueKind | null; scope: Scope | null; length: number }

const ENGINE_WORD = /^(?:柴油机|发动机|ENGINE)(?:的)?\s*/i
const MACHINE_WORD = /^(?:整机|整车|机械|产品|PRODUCT|MACHINE)\s*/i

/** The label of each kind as plates have it, after 发动机 or 整机 if that stands before; the longer one first. */
const WORDS: readonly [kind: ValueKind | null, words: RegExp][] = [
  ['ENV_CODE', /^环保(?:标识)?代码|^ENV(?:IRONMENTAL)?\.?\s*CODE/i],
  ['DISCLOSURE', /^(?:环保)?信息公开(?:编)?号/],
  ['APPROVAL', /^(?:环保)?型式核准(?:编)?号|^核准(?:编)?号|^APPROVAL(?:\s*NO\.?)?/i],
  ['PIN', /^(?:产品)?识别(?:代)?码(?:\(?PIN\)?|（PIN）)?|^P\.?I\.?N\.?|^VIN|^车架号/i],
  ['FAMILY', /^系族(?:名称)?|^FAMILY/i],
  [
    'MAKER',
    /^(?:制造|生产)(?:厂商|厂家|企业|单位|商|厂)(?:名称)?|^MANUFACTURE[RD](?:\s*BY)?|^MAKER|^MFR\.?/i,
  ],
  ['BRAND', /^品牌|^商标|^BRAND/i],
  ['DATE', /^(?:生产|制造|出厂)(?:日期|年月|年份)|^(?:(?:MANUFACTURING|PRODUCTION|MFG\.?)\s*)?DATE/i],
  [
    'SERIAL',
    /^(?:出厂|生产|制造|产品|机器)?(?:编号|序列号|序号|机号)|^出厂号|^SERIAL(?:\s*(?:NO|NUMBER)\.?)?|^S\/?N|^SER\.?\s*NO\.?/i,
  ],
  ['POWER', /^(?:额定|标定|最大)?(?:净)?功率(?:\/转速)?|^(?:RATED|NET|MAX\.?)?\s*POWER/i],
  ['SPEED', /^(?:额定|标定)?转速|^(?:RATED)?\s*SPEED/i],
  ['MODEL', /^(?:规格)?型号(?:规格)?|^机型|^MODEL(?:\s*NO\.?)?|^TYPE/i],
  ['NAME', /^(?:产品)?名称|^品名/],
  [
    null,
    /^(?:整机|整备|工作|总|操作)?(?:质量|重量)|^(?:OPERATING\s*)?(?:WEIGHT|MASS)|^排量|^外形尺寸|^缸径|^执行标准|^地址|^电话/i,
  ],
]

/** A label ends in a colon or a blank, or goes over into another writing. */
const AFTER = /^[\s:：.。)）=—-]*/

/**
 * The label at the beginning of a line.
 * @returns null where there is none; `length` counts its characters with the colon and blanks after it
 */
export function labelOf(text: string): Label | null {
  const engine = ENGINE_WORD.exec(text)
  const machine = engine ? null : MACHINE_WORD.exec(text)
  const before = (engine ?? machine)?.[0].length ?? 0
  for (const start of before > 0 ? [before, 0] : [0]) {
    const rest = text.slice(start)
    for (const [kind, words] of WORDS) {
      const found = words.exec(rest)?.[0]
      if (found === undefined || found === '') continue
      const length = start + found.length
      const scope = engine ? 'ENGINE' : machine && start > 0 ? 'MACHINE' : null
      return { kind, scope, length: length + (AFTER.exec(text.slice(length))?.[0].length ?? 0) }
    }
  }
  return null
}
