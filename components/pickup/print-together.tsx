import { FilePdfOutlined, PrinterOutlined } from '@ant-design/icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Progress } from 'antd'
import { useEffect, useRef } from 'react'
import { useKey } from '@/components/ui/use-key'
import { printJobQuery, printJobUrl, startPrintJob } from '@/lib/features/document/api'
import { DOCUMENT_TITLES, type PrintJob } from '@/lib/features/document/schema'
import css from './counter.module.css'

type Props = {
  filingIds: string[]
  /** On the button, before the key. */
  label: string
  /** Called once the file is there and its copies are counted. */
  onPrinted: () => void
}

/** All papers of one or several machines as one PDF, made by a job: F2 starts it, and opens the finished file. */
export function PrintTogether({ filingIds, label, onPrinted }: Props) {
  const start = useMutation({ mutationFn: () => startPrintJob(filingIds) })
  const id = start.data?.id
  const { data: job = start.data, error } = useQuery({
    ...printJobQuery(id ?? ''),
    enabled: id !== undefined,
  })
  const link = useRef<HTMLAnchorElement>(null)
  const done = job?.status === 'DONE'
  const busy = start.isPending || job?.status === 'WAITING' || job?.status === 'RUNNING'

  const printed = useRef(onPrinted)
  printed.current = onPrinted
  useEffect(() => {
    if (!done) return
    printed.current()
    // Somebody who types on is not interrupted.
    if (document.activeElement === document.body) link.current?.focus()
  }, [done])

  useKey('F2', () => {
    if (done && id) window.open(printJobUrl(id), '_blank', 'noopener')
    else if (!busy && filingIds.length > 0) start.mutate()
  })

  return (
    <div className={css.together}>
      {done && id ? (
        <Button
          ref={link}
          type="primary"
          href={printJobUrl(id)}
          target="_blank"
          rel="noopener"
          icon={<FilePdfOutlined aria-hidden />}
        >
          {job.machines === 1 ? '打开全部材料（F2）' : `打开 ${job.machines} 台的材料（F2）`}
        </Button>
      ) : (
        <Button
          icon={<PrinterOutlined aria-hidden />}
          loading={busy}
          disabled={filingIds.length === 0}
          onClick={() => start.mutate()}
        >
          {label}（F2）
        </Button>
      )}
      {busy && job && (
        <div role="status" className={css.progress}>
          <Progress percent={Math.round((100 * job.done) / job.total)} size="small" showInfo={false} />
          正在生成 {job.done} / {job.total} 份
        </div>
      )}
      {done && <p className={css.soft}>{pagesText(job)}</p>}
      {(start.error ?? error ?? job?.failure) && (
        <Alert
          type="error"
          showIcon
          title={job?.failure ?? (start.error ?? error)?.message}
          action={<Button onClick={() => start.mutate()}>重试</Button>}
        />
      )}
    </div>
  )
}

function pagesText({ parts }: PrintJob): string {
  const pages = parts.map(
    ({ document, from, to }) => `${DOCUMENT_TITLES[document]} 第 ${from === to ? from : `${from}–${to}`} 页`,
  )
  return `${pages.join('；')}。打印时请选择“实际大小”。`
}
