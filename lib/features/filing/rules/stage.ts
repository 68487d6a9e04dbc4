import type { FilingContent } from '../schema/content'
import { bareCode } from './formats'

/** Since when engines of each stage had to be used, `YYYY-MM-DD` (setting `stage-dates`; domain.md, Stage dates). */
export type EngineStageDates = readonly { stage: '1' | '2' | '3' | '4'; engineFrom: string }[]

export type SuggestedStage = { code: '0' | '1' | '2' | '3' | '4' | 'D' | 'X'; reason: string }

const NAMES = { '1': '国一', '2': '国二', '3': '国三', '4': '国四' } as const

/**
 * The stage an officer is offered to confirm, and why. In this order (domain.md, Stage dates): G1–G4 inside the
 * disclosure or approval number; electric; the engine's date; else not determinable.
 */
export function suggestStage(content: FilingContent, dates: EngineStageDates): SuggestedStage {
  const { disclosureNumber, engineApprovalNumber } = content.codes
  return (
    byNumber('环保信息公开编号', disclosureNumber) ??
    byNumber('发动机型式核准号', engineApprovalNumber) ??
    byFuel(content.engine.fuelCode) ??
    byEngineDate(content.engine.manufacturedOn, dates) ?? {
      code: 'X',
      reason: '没有可用的编号和发动机出厂日期，无法确定',
    }
  )
}

function byNumber(label: string, number: string | null | undefined): SuggestedStage | null {
  const stage = bareCode(number ?? '').match(/G([1-4])/)?.[1]
  if (stage !== '1' && stage !== '2' && stage !== '3' && stage !== '4') return null
  return { code: stage, reason: `${label}含 G${stage}，为${NAMES[stage]}` }
}

function byFuel(fuelCode: string | null | undefined): SuggestedStage | null {
  return fuelCode === 'ELECTRIC' ? { code: 'D', reason: '燃料种类为电动' } : null
}

function byEngineDate(day: string | null | undefined, dates: EngineStageDates): SuggestedStage | null {
  if (!day || dates.length === 0) return null
  const newestFirst = dates.toSorted((a, b) => b.engineFrom.localeCompare(a.engineFrom))
  const reached = newestFirst.find(({ engineFrom }) => day >= engineFrom)
  if (!reached) return { code: '0', reason: `发动机出厂日期 ${day} 早于国一实施日期` }
  const { stage, engineFrom } = reached
  return { code: stage, reason: `发动机出厂日期 ${day}，不早于${NAMES[stage]}实施日期 ${engineFrom}` }
}
