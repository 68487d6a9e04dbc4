import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button } from 'antd'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useMay } from '@/components/shell/actor-context'
import { chinaTime } from '@/lib/core/clock'
import { claimFiling, filingKeys } from '@/lib/features/filing/api/desk'
import { isOpen, STATUS_LABELS } from '@/lib/features/filing/rules/actions'
import { MACHINE_STATUS_LABELS } from '@/lib/features/machine/schema/status'
import { suggestedReason } from '@/lib/features/pair/rules'
import type { Judgment, PairSide, PairView } from '@/lib/features/pair/schema'
import css from './pair.module.css'

type Props = { view: PairView; other: PairSide }

/** What officers judged of the pair, the latest first; of one machine also what can be done now. */
export function PairJudgments({ view: { judgments, self }, other }: Props) {
  if (judgments.length === 0) return null
  const [holding] = judgments.filter(({ state }) => state === 'HOLDS')
  return (
    <>
      {holding?.verdict === 'SAME' ? <NextSteps judgment={holding} self={self} other={other} /> : null}
      <ul className={css.judgments} aria-label="判定记录">
        {judgments.map((judgment) => (
          <li key={judgment.id} className={judgment.state === 'HOLDS' ? undefined : css.past}>
            {judgmentText(judgment)}
          </li>
        ))}
      </ul>
    </>
  )
}

const VERDICTS = { DIFFERENT: '判定不是同一台', SAME: '判定为同一台', UNCLEAR: '还不清楚' } as const
const STATES = {
  HOLDS: '',
  OUTDATED: '（此后编号或照片有变化，不再有效）',
  ENDED: '（已撤销，或由后来的判定取代）',
} as const

function judgmentText({ staffName, at, verdict, stands, reason, state }: Judgment): string {
  const standing = stands ? `，以${stands === 'THIS' ? '本件' : '另一件'}为准` : ''
  return `${staffName} 于 ${chinaTime(new Date(at))} ${VERDICTS[verdict]}${standing}${reason ? `：${reason}` : ''}${STATES[state]}`
}

/** The judgment changes neither of the two: where the one that does not stand is decided, with the reason suggested. */
function NextSteps({ judgment, self, other }: { judgment: Judgment; self: PairSide; other: PairSide }) {
  const [standing, falling] = judgment.stands === 'THIS' ? [self, other] : [other, self]
  const name = falling === self ? '本件' : '另一件'
  return (
    <Alert
      type="warning"
      showIcon
      title={`已判定为同一台机械。判定本身不改变任何一件，${name}还须另行办理：`}
      description={
        <div className={css.steps}>
          <Steps falling={falling} />
          <span>
            建议的理由：<span className={css.reason}>{suggestedReason(standing)}</span>
          </span>
        </div>
      }
    />
  )
}

function Steps({ falling }: { falling: PairSide }) {
  const { filingId, machineId, status, machineStatus, registrationNumber, claim } = falling
  if (machineId && machineStatus === 'ACTIVE')
    return (
      <>
        <Link href={`/machines/${machineId}`} prefetch={false}>
          打开登记 {registrationNumber}
        </Link>
        <span>撤销登记由主管办理，注销由机主申请</span>
      </>
    )
  if (machineStatus) return <span>该登记{MACHINE_STATUS_LABELS[machineStatus]}，无需再办理</span>
  if (!filingId || !status || !isOpen(status)) return <span>现为“{status ? STATUS_LABELS[status] : ''}”</span>
  if (claim && !claim.mine) return <span>正由{claim.staffName}审核，请其办理</span>
  return <Decide filingId={filingId} />
}

/** Claims the filing and opens its desk with the decision prepared. */
function Decide({ filingId }: { filingId: string }) {
  const router = useRouter()
  const client = useQueryClient()
  const may = useMay()
  const { message } = App.useApp()
  const go = useMutation({
    mutationFn: async (decision: 'decline' | 'return') => {
      // The desk may have been open before, when it was nobody's.
      client.setQueryData(filingKeys.detail(filingId), await claimFiling(filingId))
      router.push(`/filings/${filingId}?decide=${decision}`)
    },
    onError: (error) => void message.error(error.message),
  })
  if (!may('filing.review')) return <span>由审核人员不予登记或退回</span>
  return (
    <>
      <Button size="small" loading={go.isPending} onClick={() => go.mutate('decline')}>
        去不予登记
      </Button>
      <Button size="small" disabled={go.isPending} onClick={() => go.mutate('return')}>
        去退回重填
      </Button>
    </>
  )
}
