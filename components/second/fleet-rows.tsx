import { Button } from 'antd'
import { firstPhoto } from '@/components/filing/photo-of-field'
import { useSecondsLeft } from '@/components/filing/use-seconds-left'
import { deskPhotos } from '@/components/photo/desk-photos'
import { useOptions } from '@/components/setting/use-options'
import { chinaTime } from '@/lib/core/clock'
import { needsShowing } from '@/lib/features/fleet/rules'
import type { FleetRow } from '@/lib/features/fleet/schema'
import css from './fleet.module.css'
import type { BatchResult } from './use-batch'

type Props = {
  rows: readonly FleetRow[]
  openId: string | null
  /** Why a row could not be recorded as shown. */
  failed: Record<string, string>
  results: Record<string, BatchResult>
  onOpen: (id: string) => void
  onTakeBack: (filingId: string, decisionId: string) => Promise<void>
}

/** The filings with their checks, whether they were shown, and what became of them. */
export function FleetRows({ rows, openId, failed, results, onOpen, onTakeBack }: Props) {
  return (
    <ul className={css.list} aria-label="待审的机械">
      {rows.map((row) => (
        <li key={row.id}>
          <Row row={row} open={row.id === openId} failed={failed[row.id]} onOpen={() => onOpen(row.id)} />
          <Result result={results[row.id]} onTakeBack={(decisionId) => void onTakeBack(row.id, decisionId)} />
        </li>
      ))}
    </ul>
  )
}

type RowProps = { row: FleetRow; open: boolean; failed: string | undefined; onOpen: () => void }

function Row({ row, open, failed, onOpen }: RowProps) {
  const { names } = useOptions()
  const { machine, codes } = row.content
  const photo = firstPhoto(row.content, deskPhotos(row.photos))
  const category = machine.categoryCode ? (names.lists.CATEGORY?.[machine.categoryCode] ?? '') : ''
  return (
    <button type="button" className={css.row} aria-current={open} onClick={onOpen}>
      {photo ? (
        // biome-ignore lint/performance/noImgElement: private bytes behind a session
        <img src={photo.thumbnailUrl} alt="" loading="lazy" />
      ) : (
        <span className={css.quiet}>没有照片</span>
      )}
      <span>
        <span className={css.name}>
          <strong>
            {category} {machine.model}
          </strong>
          <span className={css.code}>{codes.machineEnvCode ?? machine.serial ?? '没有编号'}</span>
          <span className={css.quiet}>
            {row.submittedAt ? `${chinaTime(new Date(row.submittedAt))} 提交` : ''}
          </span>
        </span>
        {row.excluded.length === 0 ? (
          <span className={css.good}>可以一起通过{needsShowing(row) ? '（须先查看）' : ''}</span>
        ) : (
          row.excluded.map((reason) => (
            <span key={reason} className={css.doubt}>
              {reason}
            </span>
          ))
        )}
        {row.neverChecked.map((text) => (
          <span key={text} className={css.quiet}>
            {text}
          </span>
        ))}
        <span className={failed ? css.bad : css.quiet}>
          {failed ? `没有记为已查看：${failed}` : needsShowing(row) ? '还没有查看' : '已查看'}
        </span>
      </span>
    </button>
  )
}

type ResultProps = { result: BatchResult | undefined; onTakeBack: (decisionId: string) => void }

function Result({ result, onTakeBack }: ResultProps) {
  if (!result) return null
  return (
    <div className={css.result} role="status">
      {result.state === 'WAITING' ? '等待办理' : null}
      {result.state === 'RUNNING' ? '正在办理…' : null}
      {result.state === 'TAKEN_BACK' ? '已撤销，仍在您名下' : null}
      {result.state === 'FAILED' ? <span className={css.bad}>{result.problem}</span> : null}
      {result.state === 'DECIDED' ? <Decided {...result} onTakeBack={onTakeBack} /> : null}
    </div>
  )
}

type DecidedProps = Extract<BatchResult, { state: 'DECIDED' }> & Pick<ResultProps, 'onTakeBack'>

/** Whether it took effect is shown by the header, which asks the server. */
function Decided({ decisionId, remainingMs, at, onTakeBack }: DecidedProps) {
  const seconds = useSecondsLeft(remainingMs, at)
  return (
    <>
      <span>已决定通过{seconds > 0 ? `，${seconds} 秒后生效` : '，撤销时间已过'}</span>
      {seconds > 0 ? (
        <Button size="small" onClick={() => onTakeBack(decisionId)}>
          撤销
        </Button>
      ) : null}
    </>
  )
}
