import { useMutation } from '@tanstack/react-query'
import { App, Button } from 'antd'
import Link from 'next/link'
import { useState } from 'react'
import { useMay } from '@/components/shell/actor-context'
import { chinaTime } from '@/lib/core/clock'
import { pathLabel, pathLabels } from '@/lib/features/content/rules/display'
import { dismissDuplicateMutation, undoDismissalMutation } from '@/lib/features/filing/api/desk'
import { type AlikeOne, alikeOnes, unlisted } from '@/lib/features/filing/rules/likeness'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { DismissDialog } from './dismiss-dialog'
import css from './filing-desk.module.css'

/** Registrations that look like this filing, one per line, with the dismissal of each. */
export function DuplicateList({ filing }: { filing: DeskFiling }) {
  const [dismissing, setDismissing] = useState<AlikeOne | null>(null)
  const { message } = App.useApp()
  const dismiss = useMutation(dismissDuplicateMutation(filing.id))
  const undo = useMutation({
    ...undoDismissalMutation(filing.id),
    onError: (error) => void message.error(error.message),
  })
  const may = useMay()
  const open = filing.status === 'SUBMITTED' || filing.status === 'IN_REVIEW'
  const mine = filing.claim === null || filing.claim.mine
  const mayJudge = may('filing.review') && open && mine
  const matches = alikeOnes(filing.duplicates)
  const unlistedTexts = unlisted(filing.duplicates)
  if (matches.length === 0 && unlistedTexts.length === 0) return null
  return (
    <div className={css.alike}>
      <h3>相似的登记</h3>
      <ul>
        {matches.map((match) => (
          <li key={match.key}>
            <div>
              <OtherName match={match} />
              <span className={css.quiet}>{alikeText(match)}</span>
              {match.otherMaker ? <span className={css.quiet}>填写的生产厂不同</span> : null}
              {match.dismissal ? (
                <p className={css.quiet}>
                  {match.dismissal.staffName} 于 {chinaTime(new Date(match.dismissal.at))} 判定不是同一台：
                  {match.dismissal.reason}
                </p>
              ) : null}
              {match.ruling ? <p className={css.quiet}>{rulingText(match.ruling)}</p> : null}
            </div>
            <Link
              href={`/filings/${filing.id}/pair?with=${match.key}`}
              prefetch={false}
              className={css.compare}
            >
              并排对照
            </Link>
            {match.dismissal && may('filing.review') ? (
              <Button
                size="small"
                loading={undo.isPending}
                onClick={() => undo.mutate(match.dismissal?.id ?? '')}
              >
                撤销认定
              </Button>
            ) : null}
            {!match.dismissal && mayJudge ? (
              <Button size="small" onClick={() => setDismissing(match)}>
                不是重复
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {unlistedTexts.map((text) => (
        <p key={text} className={css.quiet}>
          {text}
        </p>
      ))}
      {dismissing && (
        <DismissDialog
          match={dismissing}
          onClose={() => setDismissing(null)}
          onDismiss={(reason) =>
            dismiss.mutateAsync({ ...otherId(dismissing), state: dismissing.state ?? '', reason })
          }
        />
      )}
    </div>
  )
}

/** 王审核 于 … 判定为同一台，以另一件为准：铭牌相同 */
function rulingText({ staffName, at, verdict, stands, reason }: NonNullable<AlikeOne['ruling']>): string {
  const said =
    verdict === 'UNCLEAR' ? '还不清楚' : `判定为同一台，以${stands === 'THIS' ? '本件' : '另一件'}为准`
  return `${staffName} 于 ${chinaTime(new Date(at))} ${said}${reason ? `：${reason}` : ''}`
}

/** 产品识别码相同；机械出厂编号只差易混的字符（对方为 SD160012） */
function alikeText({ paths, lookAlikes }: AlikeOne): string {
  const same = paths.filter((path) => !lookAlikes.some((one) => one.path === path))
  return [
    ...(same.length > 0 ? [`${pathLabels(same)}相同`] : []),
    ...lookAlikes.map(
      ({ path, code }) => `${pathLabel(path)}只差易混的字符${code ? `（对方为 ${code}）` : ''}`,
    ),
  ].join('；')
}

const STATUS = { ACTIVE: '已登记', CANCELLED: '已注销', REVOKED: '已撤销' } as const

function OtherName({ match }: { match: AlikeOne }) {
  const { filingId, machineId, registrationNumber, machineStatus } = match
  const text = registrationNumber
    ? `${registrationNumber}（${machineStatus ? STATUS[machineStatus] : '已登记'}）`
    : '未登记的申请'
  const href = filingId ? `/filings/${filingId}` : `/machines/${machineId}`
  return (
    <Link href={href} target="_blank" prefetch={false} className={css.alikeName}>
      {text}
    </Link>
  )
}

/** Id of the other registration, as the request takes it. */
function otherId({ filingId, machineId }: AlikeOne) {
  return filingId ? { otherFilingId: filingId } : { otherMachineId: machineId ?? '' }
}
