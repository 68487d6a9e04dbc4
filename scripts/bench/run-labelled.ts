/** `npm run bench -- --labelled`: the labelled set in full. Writes the section `labelled`. */
import { figures, isCaught, wrongOf } from '@/testing/planted/figures'
import { HALVES, type Judged, planOf } from '@/testing/planted/labelled-set'
import { say } from '../lib/say'
import { judgeAll } from './judge-labelled'
import { machineFacts, table, writeSection } from './report'

const SIZES = { each: 10, eachPictured: 5, clean: 100, cleanPictured: 20 }
const QUICK_SIZES = { each: 1, eachPictured: 3, clean: 5, cleanPictured: 5 }

export async function measureLabelled(quick: boolean): Promise<number> {
  const facts = machineFacts()
  const judged: Judged[] = []
  for (const half of HALVES) {
    const plan = planOf(half, quick ? QUICK_SIZES : SIZES)
    say(`${plan.length} filings, ${half}`)
    judged.push(...(await judgeAll(plan)))
  }
  const { head, rows } = figures(judged)
  const text = `${facts}; ${judged.length} filings.\n\n${table(head, rows)}`
  say(text)
  sayMissed(judged)
  if (!quick) writeSection('labelled', text)
  return 0
}

/** Of the half that rules are built on; the other one is not looked at. */
function sayMissed(judged: readonly Judged[]): void {
  for (const one of judged.filter(({ half }) => half === 'building')) {
    if (one.fault && !isCaught(one)) say(`missed: ${one.seed} ${one.fault.name}`)
    for (const { code, text } of wrongOf(one)) say(`wrong: ${one.seed} ${one.fault?.name} ${code} ${text}`)
  }
}
