'use client'

import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Modal } from 'antd'
import { useState } from 'react'
import { auditVerificationOptions } from '@/lib/features/audit/api'
import { AFTER_A_FAULT, type AuditFault, type AuditNote, type AuditReport } from '@/lib/features/audit/schema'

/** Verifies the whole audit chain and reports changed, removed and inserted events. */
export function VerifyButton() {
  const { message } = App.useApp()
  const { refetch, isFetching } = useQuery(auditVerificationOptions())
  const [report, setReport] = useState<AuditReport | null>(null)

  async function verify() {
    const { data, error } = await refetch()
    if (error) message.error(error.message)
    else if (data) setReport(data)
  }
  return (
    <>
      <Button loading={isFetching} onClick={() => void verify()}>
        核验记录是否被改动
      </Button>
      <Modal
        open={report !== null}
        title="核验结果"
        width={640}
        footer={<Button onClick={() => setReport(null)}>关闭</Button>}
        onCancel={() => setReport(null)}
      >
        {report && <Report report={report} />}
      </Modal>
    </>
  )
}

function Report({ report }: { report: AuditReport }) {
  const sums = `已核验 ${report.sealedCount} 条封存的记录，${report.waitingCount} 条等待封存。`
  const compared = report.compared ? '已与外部留存的链头对照。' : '未与外部留存的链头对照。'
  return (
    <>
      <Alert
        type={report.intact ? (anchoredAnew(report) ? 'warning' : 'success') : 'error'}
        showIcon
        title={headline(report)}
        description={`${sums}${compared}`}
      />
      {!report.intact && (
        <Alert
          type="warning"
          style={{ marginTop: 12 }}
          title="怎么办"
          description={
            <ol style={{ margin: 0, paddingInlineStart: 20 }}>
              {AFTER_A_FAULT.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          }
        />
      )}
      <Findings findings={report.faults} />
      {report.notes.length > 0 && (
        <Alert
          type="info"
          showIcon
          style={{ marginTop: 12 }}
          title="另有需要知道的情况，本身不说明记录被改动"
          description={<Findings findings={report.notes} />}
        />
      )}
    </>
  )
}

const anchoredAnew = ({ notes }: AuditReport) => notes.some(({ kind }) => kind === 'ANCHORED_ANEW')

/** No more than was proved. */
function headline(report: AuditReport): string {
  if (!report.intact) return `发现 ${report.faultCount} 处异常`
  return anchoredAnew(report) ? '没有发现改动；但链头重新留存过，此前的末尾不能由链头证明' : '没有发现改动'
}

function Findings({ findings }: { findings: readonly (AuditFault | AuditNote)[] }) {
  if (findings.length === 0) return null
  return (
    <ul style={{ maxHeight: 320, marginTop: 12, overflow: 'auto' }}>
      {findings.map(({ kind, seq, eventId, message }) => (
        <li key={`${kind}-${seq}-${eventId}-${message}`}>{message}</li>
      ))}
    </ul>
  )
}
