/** Runs groups of lanes of steps and prints how many passed. */
import { mkdirSync } from 'node:fs'
import { isStopRequested, type Outcome, reportDir, runStep, type Step } from './check-run'
import { PlainError, say } from './say'

const countText = ({ passed, failed }: { passed: number; failed: number }) =>
  `${passed} passed, ${failed} failed`

/**
 * The lanes of a group run in parallel, their steps in order; the next group waits for all of them. A failed step does not
 * stop the others. The last line is `N passed, N failed` over all of them: each check counts as one,
 * each runner's tests one by one.
 * @returns the exit code
 * @throws PlainError when it was interrupted
 */
export async function runSuite(groups: Step[][][]): Promise<number> {
  mkdirSync(reportDir, { recursive: true })
  const stepCount = groups.flat(2).length
  const outcomes: Outcome[] = []
  const runLane = async (lane: Step[]) => {
    for (const step of lane) {
      const outcome = await runStep(step)
      if (isStopRequested()) return
      outcomes.push(outcome)
      const mark = outcome.failed === 0 ? '✓' : '✗'
      say(
        `[${outcomes.length}/${stepCount}] ${mark} ${step.name}: ${countText(outcome)} (${outcome.seconds.toFixed(1)} s)`,
      )
    }
  }
  for (const lanes of groups) {
    await Promise.all(lanes.map(runLane))
    if (isStopRequested()) throw new PlainError('已中断。')
  }
  for (const { name, faults, failed } of outcomes) if (failed > 0) say(`\n──── ${name}\n${faults}`)
  const total = {
    passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
    failed: outcomes.reduce((sum, { failed }) => sum + failed, 0),
  }
  say('')
  say(countText(total))
  return total.failed === 0 && total.passed > 0 ? 0 : 1
}
