import { FilePdfOutlined, PrinterOutlined } from '@ant-design/icons'
import { Alert, Button, Progress } from 'antd'
import { useEffect, useRef } from 'react'
import { useKey } from '@/components/ui/use-key'
import { printJobUrl } from '@/lib/features/document/api'
import { DOCUMENT_TITLES, type PrintJob } from '@/lib/features/document/schema'
import css from './counter.module.css'
import { usePrintJob } from './use-print-job'

type Props = {
  filingIds: string[]
  /** On the button, before the key. */
  label: string
  /** Called once the file was opened and its copies are counted. */
  onPrinted: () => void
  /** Of several, the one that F2 is for. */
  keyed?: boolean
  /** Of several, whether its turn has come: it starts by itself. */
  begin?: boolean
  /** Called once the file is made. */
  onMade?: () => void
}

/** All papers of one or several machines as one PDF, made by a job: F2 starts it, and opens the finished file. */
export function PrintTogether(props: Props) {
  const { filingIds, label, onPrinted, keyed = true, begin = false, onMade } = props
  const { job, busy, print, opens, ...faults } = usePrintJob(filingIds, onPrinted)
  const link = useRef<HTMLAnchorElement>(null)
  const done = job?.status === 'DONE'
  const turns = useRef({ print, onMade })
  turns.current = { print, onMade }
  useEffect(() => {
    if (begin) turns.current.print()
  }, [begin])
  useEffect(() => {
    if (done) turns.current.onMade?.()
  }, [done])
  useEffect(() => {
    // Somebody who types on is not interrupted.
    if (done && keyed && document.activeElement === document.body) link.current?.focus()
  }, [done, keyed])
  useKey('F2', () => {
    if (!keyed) return
    if (!done) return print()
    window.open(printJobUrl(job.id), '_blank', 'noopener')
    opens()
  })
  return (
    <div className={css.together}>
      {done ? (
        <Button
          ref={link}
          type="primary"
          href={printJobUrl(job.id)}
          target="_blank"
          rel="noopener"
          icon={<FilePdfOutlined aria-hidden />}
          onClick={opens}
        >
          {job.machines === 1 ? '打开全部材料' : `打开 ${job.machines} 台的材料`}
          {keyed && '（F2）'}
        </Button>
      ) : (
        <Button
          icon={<PrinterOutlined aria-hidden />}
          loading={busy}
          disabled={filingIds.length === 0}
          onClick={print}
        >
          {label}
          {keyed && '（F2）'}
        </Button>
      )}
      {busy && job && (
        <div role="status" className={css.progress}>
          <Progress percent={Math.round((100 * job.done) / job.total)} size="small" showInfo={false} />
          正在生成 {job.done} / {job.total} 份
        </div>
      )}
      {done && !job.opened && <p role="status">已生成，未打开；打开后登记为已打印。</p>}
      {done && <p className={css.soft}>{pagesText(job)}</p>}
      <Faults {...faults} failure={job?.failure ?? null} print={print} />
    </div>
  )
}

type FaultsProps = Pick<
  ReturnType<typeof usePrintJob>,
  'startError' | 'progressError' | 'readAgain' | 'print'
> & { failure: string | null }

/** The job was not started or not finished; or its progress could not be read, while it goes on. */
function Faults({ startError, progressError, readAgain, failure, print }: FaultsProps) {
  const failed = failure ?? startError?.message
  if (failed)
    return <Alert type="error" showIcon title={failed} action={<Button onClick={print}>重试</Button>} />
  if (!progressError) return null
  const title = `没有读到进度：${progressError.message}`
  return <Alert type="warning" showIcon title={title} action={<Button onClick={readAgain}>重试</Button>} />
}

function pagesText({ parts }: PrintJob): string {
  const pages = parts.map(
    ({ document, from, to }) => `${DOCUMENT_TITLES[document]} 第 ${from === to ? from : `${from}–${to}`} 页`,
  )
  return `${pages.join('；')}。打印时请选择“实际大小”。`
}
