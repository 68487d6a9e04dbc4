import { useMutation } from '@tanstack/react-query'
import { App, Button } from 'antd'
import Link from 'next/link'
import { useState } from 'react'
import { useMay } from '@/components/shell/actor-context'
import { chinaTime } from '@/lib/core/clock'
import { pathLabel } from '@/lib/features/content/rules/display'
import { dismissDuplicateMutation, undoDismissalMutation } from '@/lib/features/filing/api/desk'
import { type AlikeOne, alikeOnes, unlisted } from '@/lib/features/filing/rules/likeness'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { DismissDialog } from './dismiss-dialog'
import css from './filing-desk.module.css'

/** What looks like this filing, one line for each other, with the officer's finding that it is another machine. */
export function DuplicateList({ filing }: { filing: DeskFiling }) {
  const [asked, setAsked] = useState<AlikeOne | null>(null)
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
  const ones = alikeOnes(filing.duplicates)
  const left = unlisted(filing.duplicates)
  if (ones.length === 0 && left.length === 0) return null
  return (
    <div className={css.alike}>
      <h3>相似的登记</h3>
      <ul>
        {ones.map((one) => (
          <li key={one.key}>
            <div>
              <OtherName one={one} />
              <span className={css.quiet}>{one.paths.map(pathLabel).join('、')}相同</span>
              {one.otherMaker ? <span className={css.quiet}>填写的生产厂不同</span> : null}
              {one.dismissal ? (
                <p className={css.quiet}>
                  已由 {one.dismissal.staffName} 于 {chinaTime(new Date(one.dismissal.at))} 认定不是重复：
                  {one.dismissal.reason}
                </p>
              ) : null}
            </div>
            {one.dismissal && may('filing.review') ? (
              <Button
                size="small"
                loading={undo.isPending}
                onClick={() => undo.mutate(one.dismissal?.id ?? '')}
              >
                撤销认定
              </Button>
            ) : null}
            {!one.dismissal && mayJudge ? (
              <Button size="small" onClick={() => setAsked(one)}>
                不是重复
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {left.map((text) => (
        <p key={text} className={css.quiet}>
          {text}
        </p>
      ))}
      {asked && (
        <DismissDialog
          one={asked}
          onClose={() => setAsked(null)}
          onDismiss={(reason) => dismiss.mutateAsync({ ...otherOf(asked), state: asked.state ?? '', reason })}
        />
      )}
    </div>
  )
}

const STATUS = { ACTIVE: '已登记', CANCELLED: '已注销', REVOKED: '已撤销' } as const

function OtherName({ one }: { one: AlikeOne }) {
  const { filingId, machineId, registrationNumber, machineStatus } = one
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

/** The other of the pair, as the call names it. */
function otherOf({ filingId, machineId }: AlikeOne) {
  return filingId ? { otherFilingId: filingId } : { otherMachineId: machineId ?? '' }
}
