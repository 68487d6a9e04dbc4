import { setTimeout as pause } from 'node:timers/promises'
import type { Finding } from '@/lib/core/finding'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { unchecked } from '../rules/finding'

/** A rule that takes longer has not checked. */
const RULE_SECONDS = 20

type Rule<Code> = { code: Code; version: number }
export type RuleResult<Code> = Finding & Rule<Code>

/**
 * The findings of a rule. A check that throws or hangs has not been made, and says so; it does not stop the others.
 * @param subject ids for the log
 */
export async function runRule<Code extends string>(
  { code, version }: Rule<Code>,
  find: () => Finding[] | Promise<Finding[]>,
  { label, ...subject }: { label: string } & Record<string, string>,
): Promise<RuleResult<Code>[]> {
  const ending = new AbortController()
  try {
    const late = pause(RULE_SECONDS * 1000, null, { signal: ending.signal, ref: false })
    const findings = await Promise.race([Promise.resolve().then(find), late])
    if (findings === null) throw new Error(`no result after ${RULE_SECONDS} s`)
    if (findings.length === 0) throw new Error('no finding')
    return findings.map((finding) => ({ ...finding, code, version }))
  } catch (error) {
    log().error({ ...subject, code, error: errorFacts(error) }, 'check failed')
    return [{ ...unchecked(`${label}：核对没有完成`), code, version }]
  } finally {
    ending.abort()
  }
}
