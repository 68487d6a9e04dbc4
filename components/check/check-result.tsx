import { chinaTime } from '@/lib/core/clock'
import { CHECK_TEXTS } from '@/lib/features/check/rules'
import type { MachineCheck } from '@/lib/features/check/schema'
import css from './check.module.css'
import { CheckFacts } from './check-facts'

/** Result of scanning a card's QR code: verdict, number, a few facts, time of the check. */
export function CheckResult({ check, token }: { check: MachineCheck; token: string }) {
  const { title, text, tone } = CHECK_TEXTS[check.status]
  const facts: [string, string | null][] = [
    ['机械类别', check.category],
    ['排放阶段', check.emissionStage],
    ['燃料种类', check.fuel],
    ['现所在地', [check.cityName, check.districtName].filter(Boolean).join(' ') || null],
    ['核验时间', chinaTime(new Date(check.checkedAt))],
  ]
  return (
    <>
      <Verdict title={title} text={text} tone={tone} />
      <p className={css.number}>
        <span>环保登记号码</span>
        <strong>{check.registrationNumber}</strong>
      </p>
      <CheckFacts facts={facts} />
      <p className={css.note}>
        请核对机械两侧和后部的号码是否与上面一致。如有不符，请向当地生态环境部门反映。
      </p>
      <a className={css.own} href={`/m/scanned/${token}`}>
        我是机主，{check.status === 'ACTIVE' ? '办理信息变更' : '查看我的登记'}
      </a>
    </>
  )
}

type VerdictProps = { title: string; text: string; tone: keyof typeof SIGNS }

export function Verdict({ title, text, tone }: VerdictProps) {
  return (
    <div className={`${css.verdict} ${css[tone]}`}>
      <Sign tone={tone} />
      <h1>{title}</h1>
      <p>{text}</p>
    </div>
  )
}

/** No verdict: the code is unknown, or the rate limit is reached. */
export function CheckFailure({ title, text }: { title: string; text: string }) {
  return (
    <div className={`${css.verdict} ${css.bad}`} role="alert">
      <Sign tone="bad" />
      <h1>{title}</h1>
      <p>{text}</p>
    </div>
  )
}

const SIGNS = {
  good: 'M14 25l7 7 14-15',
  waiting: 'M24 13v13l8 5',
  bad: 'M16 16l16 16M32 16L16 32',
} as const

/** Tick, clock or cross: the verdict must not depend on colour alone. */
function Sign({ tone }: { tone: keyof typeof SIGNS }) {
  return (
    <svg viewBox="0 0 48 48" width="64" height="64" aria-hidden>
      <circle cx="24" cy="24" r="22" fill="none" stroke="currentColor" strokeWidth="3" />
      <path
        d={SIGNS[tone]}
        fill="none"
        stroke="currentColor"
        strokeWidth="4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
