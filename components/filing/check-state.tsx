import { useMutation } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { Quiet } from '@/components/desk/panel'
import { useMay } from '@/components/shell/actor-context'
import { chinaMinute } from '@/lib/core/clock'
import type { Finding } from '@/lib/core/finding'
import { filingKeys } from '@/lib/features/filing/api/desk'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { requestInspection } from '@/lib/features/inspection/api'
import type { InspectionState } from '@/lib/features/inspection/schema'
import css from './filing-checks.module.css'

/** `CheckState` of a filing. */
export function FilingCheckState({ filing }: { filing: DeskFiling }) {
  const { checks, inspection, status, id } = filing
  const open = status === 'SUBMITTED' || status === 'IN_REVIEW'
  return (
    <CheckState
      checks={checks}
      inspection={inspection}
      request={open ? () => requestInspection(id) : undefined}
      queryKey={filingKeys.detail(id)}
    />
  )
}

type Props = {
  checks: readonly Pick<Finding, 'result' | 'byOfficer'>[]
  inspection: InspectionState
  /** Has the checks made again; absent where that is over. */
  request: (() => Promise<unknown>) | undefined
  /** Of the desk that shows them. */
  queryKey: readonly unknown[]
}

/** How many checks came out how, when they were made, and the button to make them again. */
export function CheckState({ checks, inspection, request, queryKey }: Props) {
  const { message } = App.useApp()
  const may = useMay()
  const again = useMutation({
    mutationFn: async () => request?.(),
    onError: (error) => void message.error(error.message),
    onSettled: (_data, _error, _none, _result, { client }) => client.invalidateQueries({ queryKey }),
  })
  return (
    <span className={css.state}>
      <Quiet>{summaryText(checks)}</Quiet>
      <Quiet>{timeText(inspection)}</Quiet>
      {request && may('filing.review') ? (
        <Button
          size="small"
          type="link"
          loading={again.isPending || inspection.pending}
          onClick={() => again.mutate()}
        >
          重新核对
        </Button>
      ) : null}
    </span>
  )
}

/** Says 未发现疑点 only when every check was made, and none was settled by an officer's word. */
function summaryText(checks: Props['checks']): string {
  const count = (result: Finding['result']) => checks.filter((check) => check.result === result).length
  const judged = checks.filter(({ byOfficer }) => byOfficer).length
  const [doubt, clear, unchecked] = [count('DOUBT'), count('CLEAR') - judged, count('NOT_CHECKED')]
  if (checks.length > 0 && clear === checks.length) return '未发现疑点'
  return [
    doubt > 0 ? `${doubt} 项需留意` : '',
    clear > 0 ? `${clear} 项无疑点` : '',
    judged > 0 ? `${judged} 项由人员判定` : '',
    unchecked > 0 ? `${unchecked} 项未核对` : '',
  ]
    .filter(Boolean)
    .join('，')
}

/** `核对于 14:03`, with the day if it was not today. */
function timeText({ at, pending }: InspectionState): string {
  if (pending) return '正在核对…'
  if (!at) return ''
  const [day = '', minute = ''] = chinaMinute(new Date(at)).split(' ')
  return `核对于 ${chinaMinute(new Date()).startsWith(day) ? minute : `${day} ${minute}`}`
}
