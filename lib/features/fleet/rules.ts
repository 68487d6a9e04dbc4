import type { DeskFiling } from '@/lib/features/filing/schema/console'
import type { CheckCode } from '@/lib/features/inspection/schema'
import { saysNothingToRead } from '@/lib/features/reading/rules/findings'
import type { FleetRow } from './schema'

/**
 * What no filing can come out CLEAR of, since the system has no borders of districts (docs/decisions/0036). If it excluded a
 * filing, none could ever be approved together; so it does not, and every row says that it was not checked. The same holds
 * for the plates where the reader is switched off, and for codes of which no photo has to be sent.
 */
const NEVER_CHECKED: readonly CheckCode[] = ['PHOTO_PLACE']

type Judged = Pick<DeskFiling, 'checks' | 'suggestedStage' | 'claim' | 'openDecision'>

/** Why a filing is decided at its own desk, not together with others: every reason, for the officer. */
export function whyExcluded({ checks, suggestedStage, claim, openDecision }: Judged): string[] {
  return [
    ...(claim && !claim.mine ? [`${claim.staffName}正在审核`] : []),
    ...(openDecision ? [`${openDecision.mine ? '您' : openDecision.staffName}已作出决定，即将生效`] : []),
    ...checks.filter(({ result }) => result === 'DOUBT').map(({ text }) => `存疑：${text}`),
    ...uncheckedText(checks.filter((check) => isUnchecked(check) && !isNeverChecked(check))),
    ...(suggestedStage ? [] : ['没有建议的排放阶段，须逐件核定']),
  ]
}

/** What a filing that may be approved with others was not checked for all the same. */
export function neverChecked({ checks }: Pick<DeskFiling, 'checks'>): string[] {
  return checks.filter((check) => isUnchecked(check) && isNeverChecked(check)).map(({ text }) => text)
}

/**
 * Whether it must be opened (again) before it can be approved with others: never shown in this submission, or the claim that
 * came with it has lapsed or was given back.
 */
export function needsShowing({
  shownAt,
  claim,
  openDecision,
}: Pick<FleetRow, 'shownAt' | 'claim' | 'openDecision'>): boolean {
  return !openDecision && (shownAt === null || !claim?.mine)
}

/** In one line: the open filing tells each. */
function uncheckedText(unchecked: readonly Check[]): string[] {
  const [first] = unchecked
  if (!first) return []
  return [
    unchecked.length === 1 ? `没有核对：${first.text}` : `没有核对 ${unchecked.length} 项：${first.text}等`,
  ]
}

type Check = DeskFiling['checks'][number]
const isUnchecked = ({ result }: Check) => result === 'NOT_CHECKED'
const isNeverChecked = ({ code, text }: Check) =>
  NEVER_CHECKED.includes(code) || (code === 'PLATE_TEXT' && saysNothingToRead(text))
